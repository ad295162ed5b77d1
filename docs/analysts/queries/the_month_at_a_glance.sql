-- How does each headline figure stand against target, neighbours and England this month?
-- One row per KPI. A comparator belongs to its own period, printed beside it.
select
    catalogue.domain,
    catalogue.name,
    compared.basis,
    compared.value_display as this_month,
    compared.previous_value_display as month_before,
    compared.last_year_value_display as a_year_ago,
    compared.target,
    compared.rag,
    compared.neighbour_mean,
    compared.neighbour_comparator_period,
    compared.england_value,
    compared.england_comparator_period,
    compared.missing_reason
from kpi_comparison as compared
inner join kpi_catalogue as catalogue
    on
        compared.kpi_id = catalogue.kpi_id
        and compared.basis = catalogue.headline_basis
        and compared.variant is not distinct from catalogue.variant
where
    compared.category is null
    and catalogue.variant is null
    and compared.period_end = (
        select max(period.period_end) from period
        where period.basis = compared.basis
    )
order by catalogue.domain, catalogue.name
