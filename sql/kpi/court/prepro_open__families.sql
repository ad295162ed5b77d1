/* kpi
name: Families in pre-proceedings
domain: court
variant: families
definition: >-
    Families with at least one child in pre-proceedings at the period end. A child without a
    recorded family counts as one.
clock: State at the period end.
source: CIN census 2026/27 pre-proceedings block; Standard Safeguarding Dataset; local before
comparator: none yet
caveats: The court application is an extension column until the census block is collected.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: family
record: pre_proceedings
*/
select
    la_code,
    -- one child stands for the family, so that whoever leads on that child is credited
    person_id,
    pre_proceedings_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_pre_proceedings__month_end
qualify
    row_number() over (
        partition by la_code, family_id, snapshot_date
        order by pre_proceedings_id
    ) = 1
