/* kpi
name: Children waiting for adoption, by months since the placement order
domain: permanence
definition: >-
  Children under a placement order who are looked after and not yet placed for adoption at the end
  of the day, by the time since the order.
clock: >-
  Calendar months from the order to the end of the last day of the month; six months to the day is
  not over six.
source: Annex A list 10
comparator: none published
caveats: The same children as by stage. Limits of 6 and 12 months.
version: 1
headline: SNAP
variant: by_wait
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
categories: [to_6_months, over_6_months, over_12_months]
record: permanence
*/
select
    la_code,
    person_id,
    table_id as record_id,
    snapshot_date,
    case
        when placement_order_date + interval 12 month < snapshot_date then 'over_12_months'
        when placement_order_date + interval 6 month < snapshot_date then 'over_6_months'
        else 'to_6_months'
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_adoption_waiting__month_end
