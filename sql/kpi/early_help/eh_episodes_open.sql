/* kpi
name: Children in early help
domain: early_help
definition: >-
    Children with an early help episode open at the period end who are not also open to
    statutory social care, by who leads it. A child with two open episodes counts once, with the
    earlier.
clock: >-
    State at the period end: started on or before the day and not ended by its close.
source: Local early help records; Ofsted ILACS Annex A list 2; Standard Safeguarding Dataset
comparator: none published
caveats: >-
    Partners' early help is seen only as far as partners report it. The episode's team is an
    extension column.
    A source that tells only recent starts (Annex A) needs two years of drops first.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
categories: [led by the authority, led by a partner, not recorded]
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
    cast(null as integer) as denominator,
    led_by as category
from intermediate.int_early_help__month_end
