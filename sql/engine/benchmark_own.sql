-- benchmark_own: the council's own published return beside the warehouse's figure of that date
-- grain    one row per figure and period that the council published a figure or a symbol for
-- key      figure_key, period_end
-- units    own_warehouse_value rounded as the series is printed, so that like is set beside like;
--          own_gap = warehouse less return
-- source   engine.benchmark_area, engine.kpi_value, engine.headline,
--          engine.series_used. A year's figure is R12, or YTD at 31 March; a day's is SNAP
with
asked as (
    select
        figure_key,
        period_end
    from engine.benchmark_area
    where area_type = 'own_return'
),

ours as (
    select
        asked.figure_key,
        figures.period_end,
        figures.basis,
        figures.value,
        figures.value_rounded,
        figures.numerator,
        figures.denominator,
        figures.status,
        row_number() over (
            partition by asked.figure_key, figures.period_end
            order by
                figures.basis = headlines.headline_basis desc,
                case figures.basis when 'SNAP' then 1 when 'R12' then 2 when 'AY' then 3 else 4 end
        ) as choice
    from engine.kpi_value as figures
    inner join asked
        on
            figures.file_stem || case when figures.category = '' then '' else '|' end
            || figures.category
            = asked.figure_key
            and figures.period_end = asked.period_end
    inner join engine.headline as headlines
        on figures.file_stem = headlines.file_stem
    where
        figures.level = 'authority'
        and (
            figures.basis in ('R12', 'SNAP', 'AY', 'R36')
            or (figures.basis = 'YTD' and month(figures.period_end) = 3)
        )
),

beside as (
    select
        areas.figure_key,
        areas.period_end,
        areas.value as own_published_value,
        areas.symbol as own_published_symbol,
        areas.symbol_meaning as own_published_meaning,
        areas.numerator as own_published_count,
        areas.publication as own_publication,
        areas.is_revised_since as own_is_revised_since,
        not areas.is_ranked as is_under_ten,
        areas.national_rank,
        areas.national_position,
        areas.national_count as national_rank_count,
        ours.basis as own_basis,
        ours.numerator as own_warehouse_count,
        ours.status as own_warehouse_status,
        coalesce(mapped.decimals, 1) as decimals,
        -- whole numbers for series printed so; a double is exact enough to find the nearest
        case
            when ours.status <> 'ok' then null
            when mapped.decimals = 0 then cast(floor(ours.value + 0.5) as decimal(18, 4))
            else cast(ours.value_rounded as decimal(18, 4))
        end as own_warehouse_value
    from engine.benchmark_area as areas
    left join ours
        on
            areas.figure_key = ours.figure_key
            and areas.period_end = ours.period_end
            and ours.choice = 1
    left join engine.series_used as mapped
        on areas.figure_key = mapped.figure_key
    where areas.area_type = 'own_return'
)

select
    beside.*,
    beside.own_warehouse_value - beside.own_published_value as own_gap
from beside
