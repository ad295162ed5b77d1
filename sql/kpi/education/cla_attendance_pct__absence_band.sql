/* kpi
name: Children looked after by how much school they missed
domain: education
definition: >-
  Pupils looked after without a break for the 12 months to 31 March and 5 to 15 years old when the
  school year began who have attendance recorded, by the share of their possible sessions they
  missed in the school year: under 10%, 10% to 50%, over 50%.
clock: School year from 1 September to 31 August; continuous care from 1 April to 31 March.
source: Local attendance feed; DfE pupil absence statistics
comparator: LAIT LAC_Pers_Abs, yearly, for 10% and over
caveats: >-
  10% and 50% to the session lie in the middle band. Limits are the parameters
  persistent_absence_share and severe_absence_share.
version: 1
headline: AY
variant: absence_band
pack: core
polarity: contextual
attribution: A-NONE
measure: share
bases: [AY]
levels: [authority]
categories: [under_10_pct, 10_to_50_pct, over_50_pct]
lookback_months: {cla_episodes: 5}
record: school_attendance
*/
with
settings as (
    select
        max(value_number) filter (where name = 'persistent_absence_share') as persistent_share,
        max(value_number) filter (where name = 'severe_absence_share') as severe_share
    from ref.parameter
)

select
    attendance.la_code,
    attendance.person_id,
    attendance.attendance_id as record_id,
    attendance.school_year_end as event_date,
    case
        when attendance.sessions_missed < attendance.sessions_possible * settings.persistent_share
            then 'under_10_pct'
        when attendance.sessions_missed > attendance.sessions_possible * settings.severe_share
            then 'over_50_pct'
        else '10_to_50_pct'
    end as category,
    1 as numerator,
    1 as denominator
from intermediate.int_cla_attendance__year as attendance
cross join settings
