-- How does each financial year compare? Twelve months to 31 March, and the day itself for stocks.
-- One row per KPI and year: these tie to the statutory returns.
select
    catalogue.name,
    figure.basis,
    figure.period_end,
    figure.numerator,
    figure.denominator,
    figure.population,
    figure.value_display,
    figure.status
from kpi_value as figure
inner join kpi_catalogue as catalogue
    on
        figure.kpi_id = catalogue.kpi_id
        and figure.variant is not distinct from catalogue.variant
where
    figure.level = 'authority'
    and figure.variant is null
    and figure.category is null
    and figure.basis in ('R12', 'SNAP')
    and month(figure.period_end) = 3
order by catalogue.name, figure.basis, figure.period_end
