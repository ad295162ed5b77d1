/* kpi
name: Looked-after children with a dental check in the last 12 months
domain: looked_after
variant: current
definition: >-
    Of all children looked after at the period end, the share whose teeth were checked in the
    last 12 months, in care or before. Refused is not done. Short breaks (V3, V4) alone are out.
clock: The 12 months to the period end.
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
lookback_months: {cla_health: 12}
unit_of_count: child
record: cla_episodes
*/
select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    case when checks.checks_count > 0 then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
-- left: a child of whom nothing is recorded stays in the denominator
left join intermediate.int_cla_health__month_end as checks
    on
        children.la_code = checks.la_code
        and children.person_id = checks.person_id
        and children.snapshot_date = checks.snapshot_date
        and checks.kind = 'dental_check'
