/* kpi
name: Looked-after children who are unaccompanied asylum seekers
domain: looked_after
definition: >-
    Of the children looked after at the period end, the share who are unaccompanied
    asylum-seeking children that day. Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: LAIT indicator 334
comparator: LAIT Unacc_Asylmn_Seek_Childn%
caveats: >-
    By the immigration status in force that day; a status without dates is taken as in force
    throughout.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    cast(is_uasc as integer) as numerator,
    1 as denominator
from intermediate.int_cla_month_end
