/* kpi
name: Care leavers aged 17 and 18 in suitable accommodation
domain: care_leavers
definition: >-
  Young people whose 17th or 18th birthday fell in the 12 months to the period end and who had
  been looked after for 13 weeks since their 14th birthday, some of it after 16: how many live in
  accommodation judged suitable.
clock: >-
  Birthday in the 12 months to the period end, 29 February on 1 March; the answer is the one in
  the drop of the period end, not of the birthday.
source: LAIT indicator 112; SSDA903 OC3 ACCOM
comparator: LAIT CareLeaverAcc, yearly
caveats: >-
  Gone abroad (G), deported (H) and residence not known (R) are left out. Not in touch, and no
  judgement recorded, stay in the denominator. Known only for months whose own drop holds the list
  of care leavers, because the source overwrites the answer. Out of the cohort: died, six months
  back with parents, care taken over by another authority, looked after on the birthday or again
  after it, and anyone who is not on the list.
version: 1
headline: R12
variant: aged_17_18
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [R12]
record: care_leavers
*/
select
    la_code,
    person_id,
    record_id,
    snapshot_date,
    case when is_suitable then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_care_leavers__cohort
where
    age between 17 and 18
    and accommodation not in ('G', 'H', 'R')
