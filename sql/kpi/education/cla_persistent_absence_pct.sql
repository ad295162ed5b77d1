/* kpi
name: Children looked after who are persistently absent from school
domain: education
definition: >-
  Of the pupils looked after without a break for the 12 months to 31 March and 5 to 15 years old
  when the school year began who have attendance recorded, how many missed 10% or more of their
  possible sessions in the school year.
clock: School year from 1 September to 31 August; continuous care from 1 April to 31 March.
source: LAIT indicator 270
comparator: LAIT LAC_Pers_Abs, yearly
caveats: >-
  National figures to 2014/15 used 15%; a break in any series across the change. Here one
  threshold, the parameter persistent_absence_share, counts all years. Sessions before care or
  after it count too.
version: 1
headline: AY
pack: core
polarity: lower
attribution: A-NONE
measure: percentage
bases: [AY]
levels: [authority]
lookback_months: {cla_episodes: 5}
record: school_attendance
*/
select
    attendance.la_code,
    attendance.person_id,
    attendance.attendance_id as record_id,
    attendance.school_year_end as event_date,
    case
        when
            attendance.sessions_missed >= attendance.sessions_possible * settings.value_number
            then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_attendance__year as attendance
inner join ref.parameter as settings
    on settings.name = 'persistent_absence_share'
