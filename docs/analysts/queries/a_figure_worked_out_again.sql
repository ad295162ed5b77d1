-- Does the published figure follow from its rows? No rows: it does, for every count and percentage.
-- One row per KPI whose numerator or denominator is not the sum over its cohort.
with counted as (
    select
        cohort.kpi_id,
        months.basis,
        months.period_end,
        sum(cohort.numerator) as numerator,
        sum(cohort.denominator) as denominator
    from kpi_cohort as cohort
    inner join period_month as months
        on
            cohort.month_end = months.month_end
            and cohort.from_month <= months.period_end
            and (not cohort.is_stock or cohort.month_end = months.period_end)
    where
        cohort.variant is null
        and cohort.category is null
        and months.period_end = (
            select max(period.period_end) from period
            where period.basis = months.basis
        )
    group by all
)

select
    figure.kpi_id,
    figure.basis,
    figure.numerator,
    counted.numerator as numerator_of_rows,
    figure.denominator,
    counted.denominator as denominator_of_rows
from kpi_value as figure
inner join kpi_catalogue as catalogue
    on
        figure.kpi_id = catalogue.kpi_id
        and figure.variant is not distinct from catalogue.variant
inner join counted
    on
        figure.kpi_id = counted.kpi_id
        and figure.basis = counted.basis
        and figure.period_end = counted.period_end
where
    figure.level = 'authority'
    and figure.variant is null
    and figure.category is null
    and figure.status = 'ok'
    and catalogue.categories is null
    and catalogue.once_per is null
    and catalogue.measure in ('count', 'percentage', 'rate_per_10k')
    and (
        figure.numerator is distinct from counted.numerator
        or figure.denominator is distinct from counted.denominator
    )
order by figure.kpi_id, figure.basis
