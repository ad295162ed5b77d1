/* kpi
name: Children waiting for adoption, by stage
domain: permanence
definition: >-
  Children under a placement order who are looked after and not yet placed for adoption at the end
  of the day, by whether they have been matched with adopters.
clock: >-
  State at the end of the last day of the month; an order, match or placement of that day has been
  made.
source: Annex A lists 10 and 11; SSDA903 PlacedAdoption, AD1 DATE_MATCH
comparator: none published
caveats: >-
  A plan reversed by that day is out. Placed means a placement A3 to A6 has begun. How long they
  have waited is the variant by_wait, approved adopters the variant adopters.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
categories: [unmatched, matched]
record: permanence
*/
select
    la_code,
    person_id,
    table_id as record_id,
    snapshot_date,
    case when matched_date <= snapshot_date then 'matched' else 'unmatched' end as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_adoption_waiting__month_end
