/* kpi
name: Looked-after children with a strengths and difficulties score in the last 12 months
domain: looked_after
variant: current
definition: >-
    Of all children aged 4 to 16 looked after at the period end, the share with a total
    difficulties score in the last 12 months. Short breaks (V3, V4) alone are out.
clock: The 12 months to the period end; age at the period end.
source: Local monthly reports
comparator: none published
caveats: >-
    All children, also those new to care: lower than the year-end basis.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {sdq_scores: 12}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    case when scores.score is not null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child of whom nothing is recorded stays in the denominator
left join intermediate.int_sdq_scores__month_end as scores
    on
        children.la_code = scores.la_code
        and children.person_id = scores.person_id
        and children.snapshot_date = scores.snapshot_date
where children.is_sdq_age_now
