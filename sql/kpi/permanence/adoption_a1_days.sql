/* kpi
name: Days from entering care to moving in with the adoptive family (A1)
domain: permanence
definition: >-
  For the children adopted in the period, the average number of days from the start of their last
  period of care to the day they moved in with the adoptive family.
clock: >-
  Calendar days from the day care began to the first day in a placement for adoption (SSDA903
  placements A3 to A6); counted on the day of the adoption order.
source: DfE adoption scorecards, indicator A1 (methodology of March 2019); SSDA903 PLACE
comparator: DfE adoption scorecards, three years to 31 March
caveats: >-
  Adopted without ever being placed for adoption is left out. Thresholds: 487 days for 2012 to
  2015, 426 days for 2013 to 2016. Dropped from the national tables in 2021/22; A10 stops the
  clock at a foster placement that became the adoptive one.
version: 1
headline: R36
pack: core
polarity: lower
attribution: A-EVT
measure: mean
unit: days
bases: [R12, R36]
record: cla_episodes
*/
select
    la_code,
    person_id,
    last_episode_id as record_id,
    adopted_date as event_date,
    date_diff('day', care_start_date, placed_date) as numerator,
    1 as denominator
from intermediate.int_adoptions
where placed_date between care_start_date and adopted_date
