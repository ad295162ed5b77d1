/* kpi
name: Children in need per 10,000 children
domain: children_in_need
definition: >-
    Children with an episode of need open at the end of the day, for every 10,000 children aged 0 to
    17. Referrals decided as no further action are out; children on plans, looked after, leaving
    care and awaiting assessment are in. A child with two open episodes counts once.
clock: none; state at the period end, never annualised. Closed that day is not open.
source: DfE children in need statistics, table B1 (episodes at 31 March)
comparator: LAIT CIN; EES CIN B1
caveats: >-
    National figures stand at 31 March only. The unborn, and young people over 18 whose case is
    open, are in the count but not in the population.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: rate
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_episodes
*/
select
    la_code,
    person_id,
    referral_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cin__month_end
