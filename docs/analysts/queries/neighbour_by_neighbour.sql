-- What did each neighbour publish, and which count towards the mean?
-- One row per neighbour, for the newest published period of one KPI. Needs published files in
-- raw/reference. A symbol is never a number.
with asked as (
    select 'cpp_rate_per_10k' as kpi_id
)

select
    area.area_name,
    area.period_label,
    area.value,
    area.symbol,
    area.symbol_meaning,
    area.is_counted,
    area.national_rank,
    area.national_count,
    area.publication
from kpi_benchmark_area as area
inner join asked on area.kpi_id = asked.kpi_id
where
    area.is_neighbour
    and area.variant is null
    and area.category is null
    and area.period_end = (
        select max(newest.period_end) from kpi_benchmark_area as newest
        where newest.kpi_id = area.kpi_id
    )
order by area.value desc nulls last, area.area_name asc
