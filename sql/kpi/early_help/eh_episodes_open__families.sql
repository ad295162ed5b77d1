/* kpi
name: Families in early help
domain: early_help
variant: families
definition: >-
    Families with at least one child in early help at the period end who is not also open to
    statutory social care. A child without a recorded family counts as one.
clock: State at the period end.
source: Local early help records; Ofsted ILACS Annex A list 2; Standard Safeguarding Dataset
comparator: none published
caveats: >-
    Partners' early help is seen only as far as partners report it. The episode's team is an
    extension column. A family is credited to the team of its first episode.
    A source that tells only recent starts (Annex A) needs two years of drops first.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {early_help_episodes: 24}
unit_of_count: family
record: early_help_episodes
*/
select
    la_code,
    cast(null as varchar) as person_id,
    episode_id as record_id,
    snapshot_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_early_help__month_end
qualify
    row_number() over (
        partition by la_code, family_id, snapshot_date
        order by episode_id
    ) = 1
