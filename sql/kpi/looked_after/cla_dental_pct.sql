/* kpi
name: Looked-after children with a dental check in the year (year-end basis)
domain: looked_after
definition: >-
    Of the children looked after without a break for at least 12 months, the share whose teeth
    were checked in those 12 months. All ages; refused is not done. Short breaks (V3, V4) alone
    are out.
clock: The 12 months to the period end.
source: LAIT indicator 3; SSDA903 OC2
comparator: LAIT LACDental%
caveats: >-
    Year-end basis: not to be put on one line with the current share.
version: 1
differs: >-
    The national cohort is a state at the year's end, looked back on at each month end; a
    rolling flow of it would be another cohort.
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
where children.is_year_cohort
