-- kpi_benchmark: the council among others in each published period, all of the same period
-- grain    one row per KPI, variant, category and period with a published figure of anyone
-- key      la_code, figure_key, period_end
-- units    published values as printed; own_warehouse_value rounded as they are
-- source   engine.benchmark, engine.series_used, ref.run, ref.parameter (return_gap_pct)
select
    run.la_code,
    benchmark.figure_key,
    coalesce(used.kpi_id, benchmark.figure_key) as kpi_id,
    used.variant,
    used.category,
    benchmark.period_end,
    benchmark.period_label,
    benchmark.own_published_value,
    benchmark.own_published_symbol,
    benchmark.own_published_meaning,
    benchmark.own_published_count,
    benchmark.own_change,
    benchmark.own_basis,
    benchmark.own_warehouse_value,
    benchmark.own_warehouse_count,
    benchmark.own_warehouse_status,
    benchmark.own_gap,
    coalesce(
        abs(benchmark.own_gap) * 100
        > limits.value_number * greatest(abs(benchmark.own_published_value), 1),
        false
    ) as is_own_gap_large,
    case
        when benchmark.own_gap is null then null
        when benchmark.own_gap = 0 then 'The return and the warehouse agree.'
        else
            'The warehouse has ' || benchmark.own_warehouse_value::decimal(18, 1)
            || coalesce(' (' || benchmark.own_warehouse_count::bigint || ')', '')
            || ' for ' || benchmark.period_label || ', the return '
            || benchmark.own_published_value::decimal(18, 1)
            || coalesce(' (' || benchmark.own_published_count::bigint || ')', '')
            || '. ' || coalesce(benchmark.mismatch, '')
    end as own_gap_note,
    benchmark.own_is_revised_since,
    benchmark.region_value,
    benchmark.region_change,
    benchmark.england_value,
    benchmark.england_change,
    benchmark.neighbour_mean,
    benchmark.neighbour_mean_as_printed,
    benchmark.neighbour_median,
    benchmark.neighbour_min,
    benchmark.neighbour_max,
    benchmark.neighbour_count,
    benchmark.neighbour_vintage,
    benchmark.neighbour_change,
    benchmark.neighbour_rank,
    benchmark.neighbour_position,
    benchmark.neighbour_rank_count,
    benchmark.national_rank,
    benchmark.national_position,
    benchmark.national_rank_count,
    benchmark.national_count,
    benchmark.place_missing_reason,
    benchmark.quartile_band,
    benchmark.quartile_1,
    benchmark.quartile_2,
    benchmark.quartile_3,
    benchmark.is_revised_since,
    benchmark.fit,
    benchmark.mismatch
from engine.benchmark as benchmark
cross join ref.run as run
-- left: typed-in facts may be about a KPI without a series
left join engine.series_used as used
    on benchmark.figure_key = used.figure_key
inner join ref.parameter as limits
    on limits.name = 'return_gap_pct'
