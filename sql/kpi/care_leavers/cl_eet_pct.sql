/* kpi
name: Care leavers aged 19 to 21 in education, employment or training
domain: care_leavers
definition: >-
  Young people whose 19th, 20th or 21st birthday fell in the 12 months to the period end and who
  had been looked after for 13 weeks since their 14th birthday, some of it after 16: how many are
  in education, employment or training.
clock: >-
  Birthday in the 12 months to the period end, 29 February on 1 March; the answer is the one in
  the drop of the period end, not of the birthday.
source: LAIT indicator 113; SSDA903 OC3 ACTIV; Scrutiny report 14 July 2015, 3a, in words only
comparator: LAIT CareLeaverEET, yearly
caveats: >-
  Full time (F) or part time (P) study, training or work. Not in touch, and no activity recorded,
  count as not in education, employment or training. Known only for months whose own drop holds
  the list of care leavers, because the source overwrites the answer. Out of the cohort: died, six
  months back with parents, care taken over by another authority, looked after on the birthday or
  again after it, and anyone who is not on the list.
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
    la_code,
    person_id,
    record_id,
    snapshot_date,
    case
        when activity in ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5') then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_care_leavers__cohort
where age between 19 and 21
