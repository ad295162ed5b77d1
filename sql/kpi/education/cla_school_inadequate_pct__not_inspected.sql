/* kpi
name: Children looked after at schools not yet inspected
domain: education
definition: >-
  Of the looked-after children from Reception to Year 11 who are on a school's roll at the end of
  the day, how many are at a school that has no inspection judgement in force.
clock: State at the end of the last day of the month.
source: Statutory guidance on promoting the education of looked-after children
comparator: none by authority
caveats: Mostly new academies, whose number has no judgement of its own yet.
version: 1
headline: SNAP
variant: not_inspected
pack: core
polarity: contextual
attribution: A-SNAP
measure: percentage
bases: [SNAP]
record: school_rolls
*/
select
    la_code,
    person_id,
    roll_id as record_id,
    snapshot_date,
    case when overall_grade is null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_pupils__on_roll
