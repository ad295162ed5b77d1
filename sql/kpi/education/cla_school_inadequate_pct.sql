/* kpi
name: Children looked after at schools judged inadequate
domain: education
definition: >-
  Of the looked-after children from Reception to Year 11 who are on a school's roll at the end of
  the day, how many are at a school whose judgement in force that day is inadequate.
clock: >-
  State at the end of the last day of the month; the latest judgement on or before it is in force.
source: >-
  Statutory guidance on promoting the education of looked-after children; Scrutiny report 14 July
  2015, 7.4
comparator: none by authority
caveats: >-
  A school without a judgement, such as a new academy, is not yet inspected; its pupils stay in the
  denominator and are counted apart in the variant not_inspected. Children on no roll are left out.
version: 1
headline: SNAP
pack: core
polarity: lower
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
    case when overall_grade = 4 then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_pupils__on_roll
