/* kpi
name: Care leavers with a personal adviser
domain: care_leavers
definition: >-
  Of the relevant and former relevant young people open at the end of the day, how many have a
  named personal adviser.
clock: State at the end of the last day of the month.
source: Children Act 1989 sections 23A to 23C; Annex A list 9
comparator: none published
caveats: >-
  From the 21st birthday only those who have asked for support are open. Known only for months
  whose own drop holds the list of care leavers, because the source overwrites it.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
tells_of: service
record: care_leavers
*/
select
    la_code,
    person_id,
    record_id,
    snapshot_date,
    case when has_adviser then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_care_leavers__month_end
where
    is_open
    and is_relevant
    and (coalesce(age_years < 21, true) or has_asked_for_support)
