-- benchmark_own: the council's own published return beside the warehouse's figure of that date
-- grain    one row per KPI and period that the council published a figure or a symbol for
-- key      kpi_id, period_end
-- units    own_warehouse_value rounded as the series is printed, so that like is set beside like;
--          own_gap = warehouse less return
-- source   engine.benchmark_area, engine.kpi_value, engine.headline, seed.kpi, seed.kpi_series,
--          seed.series. A year's figure is R12, or YTD at 31 March; a day's is SNAP
with
ours as (
    select
        kpis.kpi_id,
        figures.period_end,
        figures.basis,
        figures.value,
        figures.value_rounded,
        figures.numerator,
        figures.denominator,
        figures.status,
        row_number() over (
            partition by kpis.kpi_id, figures.period_end
            order by
                figures.basis = headlines.headline_basis desc,
                case figures.basis when 'SNAP' then 1 when 'R12' then 2 when 'AY' then 3 else 4 end
        ) as choice
    from engine.kpi_value as figures
    inner join seed.kpi as kpis
        on figures.file_stem = kpis.file_stem and kpis.variant is null
    inner join engine.headline as headlines
        on figures.file_stem = headlines.file_stem
    where
        figures.level = 'authority'
        and figures.category = ''
        and (
            figures.basis in ('R12', 'SNAP', 'AY', 'R36')
            or (figures.basis = 'YTD' and month(figures.period_end) = 3)
        )
),

beside as (
    select
        areas.kpi_id,
        areas.period_end,
        areas.value as own_published_value,
        areas.symbol as own_published_symbol,
        areas.symbol_meaning as own_published_meaning,
        areas.numerator as own_published_count,
        areas.publication as own_publication,
        areas.is_revised_since as own_is_revised_since,
        areas.national_rank,
        areas.national_position,
        areas.national_count as national_rank_count,
        ours.basis as own_basis,
        ours.numerator as own_warehouse_count,
        ours.status as own_warehouse_status,
        coalesce(series.decimals, 1) as decimals,
        -- whole numbers for series printed so; a double is exact enough to find the nearest
        case
            when ours.status <> 'ok' then null
            when series.decimals = 0 then cast(floor(ours.value + 0.5) as decimal(18, 4))
            else cast(ours.value_rounded as decimal(18, 4))
        end as own_warehouse_value
    from engine.benchmark_area as areas
    left join ours
        on areas.kpi_id = ours.kpi_id and areas.period_end = ours.period_end and ours.choice = 1
    left join seed.kpi_series as mapped
        on areas.kpi_id = mapped.kpi_id
    left join seed.series as series
        on mapped.series_id = series.series_id
    where areas.area_type = 'own_return'
)

select
    beside.*,
    beside.own_warehouse_value - beside.own_published_value as own_gap
from beside
