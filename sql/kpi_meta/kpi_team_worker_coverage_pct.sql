/* kpi
name: KPIs available at team and worker level
domain: quality_assurance
definition: >-
  Of the KPIs that can be credited to teams and to workers, how many are published at both levels
  for the month. A KPI is published if its team figures are known and, where it counted anybody,
  at least one worker has a figure.
clock: The month reported, on each KPI's headline basis; yearly ones in their latest year.
source: Scrutiny report 14 July 2015, 5.6.4
comparator: none published
caveats: >-
  KPIs about posts, small cohorts or the whole authority are not credited to workers and are left
  out. Further figures of a KPI (its variants) do not count beside it.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
unit_of_count: kpi
tells_of: service
record: kpi_catalogue
*/
with
applicable as (
    select
        kpis.file_stem,
        headlines.headline_basis,
        months.snapshot_date
    from seed.kpi as kpis
    inner join engine.headline as headlines
        on kpis.file_stem = headlines.file_stem
    cross join ref.month_end as months
    where
        kpis.is_enabled
        and kpis.variant is null
        and not kpis.is_meta
        and list_contains(kpis.levels, 'team')
        and list_contains(kpis.levels, 'worker')
),

published as (
    select
        applicable.file_stem,
        applicable.snapshot_date,
        coalesce(
            bool_or(
                figures.level = 'team'
                and figures.status not in ('not_available', 'insufficient_history')
            ), false
        ) as has_teams,
        coalesce(bool_or(figures.level = 'worker'), false) as has_workers,
        coalesce(
            bool_or(
                figures.level = 'team'
                and (figures.numerator <> 0 or figures.denominator <> 0)
            ), false
        ) as has_counted
    from applicable
    left join engine.kpi_value as figures
        on
            applicable.file_stem = figures.file_stem
            and applicable.headline_basis = figures.basis
            and applicable.snapshot_date >= figures.period_end
            -- a yearly figure stands until the next; any other is of the month itself
            and case
                when figures.basis in ('AY', 'R36')
                    then figures.period_end > applicable.snapshot_date - to_months(12)
                else applicable.snapshot_date = figures.period_end
            end
            and figures.level in ('team', 'worker')
    group by applicable.file_stem, applicable.snapshot_date
)

select
    run.la_code,
    cast(null as varchar) as person_id,
    published.file_stem as record_id,
    published.snapshot_date,
    cast(
        published.has_teams and (published.has_workers or not published.has_counted) as integer
    ) as numerator,
    1 as denominator
from published
cross join ref.run as run
