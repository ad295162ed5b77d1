/* kpi
name: Days from placement order to match with adopters (A2)
domain: permanence
definition: >-
  For the children adopted in the period under a placement or freeing order who were placed before
  they were adopted, the average number of days from the order to the match. Matched before the
  order is 0 days.
clock: Calendar days; counted on the day of the adoption order.
source: DfE adoption scorecards, indicator A2; LG Inform metric 912
comparator: DfE adoption scorecards, three years to 31 March
caveats: >-
  No order or no date of match recorded leaves the child out. Thresholds: 152 days for 2012 to
  2015, 121 days for 2013 to 2016. The order is the permanence record or, where that is blank,
  legal status E1 or D1.
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
    greatest(date_diff('day', placement_order_date, matched_date), 0) as numerator,
    1 as denominator
from intermediate.int_adoptions
where
    placement_order_date is not null
    and matched_date is not null
    and placed_date < adopted_date
