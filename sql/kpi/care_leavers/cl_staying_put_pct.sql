/* kpi
name: Care leavers of 19 and 20 still living with their former foster carer
domain: care_leavers
definition: >-
  Young people whose 19th or 20th birthday fell in the 12 months to the period end and who were in
  a foster placement when care ended on their 18th birthday: how many live with that former foster
  carer.
clock: >-
  Birthday in the 12 months to the period end, 29 February on 1 March; the answer is the one in
  the drop of the period end, not of the birthday.
source: LAIT indicator 354; SSDA903 OC3 ACCOM Z
comparator: LAIT StayingPut, yearly
caveats: >-
  Three months after the 18th birthday is the variant aged_18. Foster placement: SSDA903 U1 to U6.
  Known only for months whose own drop holds the list of care leavers, because the source
  overwrites the answer. Out of the cohort: died, six months back with parents, care taken over by
  another authority, looked after on the birthday or again after it, and anyone who is not on the
  list.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [R12]
record: care_leavers
*/
select
    cohort.la_code,
    cohort.person_id,
    cohort.record_id,
    cohort.snapshot_date,
    case when cohort.accommodation = 'Z' then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_care_leavers__cohort as cohort
-- inner: only those who were in foster care when they turned 18
inner join intermediate.int_cla_fostered_at_18 as fostered
    on
        cohort.la_code = fostered.la_code
        and cohort.person_id = fostered.person_id
where cohort.age in (19, 20)
