/* kpi
name: Children in early help per 10,000 children
domain: early_help
variant: rate
definition: >-
    Children with an early help episode open at the period end who are not also open to
    statutory social care, for every 10,000 children aged 0 to 17.
clock: State at the period end, never annualised.
source: Local early help records; Ofsted ILACS Annex A list 2; Standard Safeguarding Dataset
comparator: none published
caveats: >-
    Partners' early help is seen only as far as partners report it. The episode's team is an
    extension column. Teams have no population and show their count without a rate.
    A source that tells only recent starts (Annex A) needs two years of drops first.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: rate
bases: [SNAP]
levels: [authority, service, team]
lookback_months: {early_help_episodes: 24}
unit_of_count: child
record: early_help_episodes
*/
select
    la_code,
    person_id,
    episode_id as record_id,
    snapshot_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_early_help__month_end
