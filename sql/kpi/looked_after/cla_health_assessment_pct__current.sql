/* kpi
name: Looked-after children with a current health assessment
domain: looked_after
variant: current
definition: >-
    Of all children looked after at the period end, the share whose last health assessment lies
    in the last 6 months (under 5) or 12 months (5 or over). Short breaks (V3, V4) alone are
    out. Refused is not done.
clock: >-
    From the day after the same date 6 or 12 months before; age at the period end. Parameters
    health_assessment_under_5_months and health_assessment_from_5_months (at most 12).
source: >-
    Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7; local
    monthly reports
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
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'health_assessment_under_5_months') as integer)
            as under_5_months,
        cast(max(value_number) filter (where name = 'health_assessment_from_5_months') as integer)
            as from_5_months
    from ref.parameter
)

select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    cast(
        coalesce(
            checks.last_date > children.snapshot_date - to_months(
                case
                    when children.age_years < 5 then parameters.under_5_months
                    else parameters.from_5_months
                end
            ),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
cross join parameters
-- left: a child without a check stays in the denominator
left join intermediate.int_cla_health__month_end as checks
    on
        children.la_code = checks.la_code
        and children.person_id = checks.person_id
        and children.snapshot_date = checks.snapshot_date
        and checks.kind = 'health_assessment'
