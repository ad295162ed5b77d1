/* kpi
name: Where care leavers live, by birthdays of the year
domain: care_leavers
definition: >-
  Young people whose 19th, 20th or 21st birthday fell in the reporting year to the period end, in
  the cohort of care leavers, by the kind of accommodation they live in (SSDA903 ACCOM letter).
clock: >-
  Birthday from 1 April to the period end, 29 February on 1 March; the answer is the one in the
  drop of the period end.
source: SSDA903 OC3 ACCOM
comparator: DfE care leavers by accommodation, yearly
caveats: >-
  Same cohort as the figures on suitable accommodation, those abroad or not known included. Known
  only for months whose own drop holds the list of care leavers, because the source overwrites it.
version: 1
headline: YTD
variant: birthdays
pack: core
polarity: contextual
attribution: A-SNAP
measure: share
bases: [YTD]
categories: [B, C, D, E, G, H, K, R, S, T, U, V, W, X, Y, Z, not_recorded]
record: care_leavers
*/
select
    la_code,
    person_id,
    record_id,
    snapshot_date,
    accommodation as category,
    1 as numerator,
    1 as denominator
from intermediate.int_care_leavers__cohort
where
    is_in_year
    and age between 19 and 21
