-- Do workers add up to teams, and teams to the authority? No rows: they do.
-- One row per KPI, basis and level that does not. UNALLOCATED is a part like any other.
with totals as (
    select
        figure.kpi_id,
        figure.basis,
        figure.period_end,
        figure.level,
        sum(figure.numerator) as numerator,
        sum(figure.denominator) as denominator
    from kpi_value as figure
    inner join kpi_catalogue as catalogue
        on
            figure.kpi_id = catalogue.kpi_id
            and figure.variant is not distinct from catalogue.variant
    where
        figure.level in ('authority', 'team', 'worker')
        and figure.variant is null
        and figure.category is null
        -- a child counted once by the authority may have been with two teams
        and catalogue.once_per is null
        and catalogue.measure <> 'mean'
        and catalogue.measure <> 'median'
        and figure.period_end = (
            select max(period.period_end) from period
            where period.basis = figure.basis
        )
    group by all
)

select
    whole.kpi_id,
    whole.basis,
    parts.level,
    whole.numerator as whole_numerator,
    parts.numerator as parts_numerator,
    whole.denominator as whole_denominator,
    parts.denominator as parts_denominator
from totals as whole
inner join totals as parts
    on
        whole.kpi_id = parts.kpi_id
        and whole.basis = parts.basis
        and whole.period_end = parts.period_end
where
    whole.level = 'authority'
    and parts.level <> 'authority'
    and (
        whole.numerator is distinct from parts.numerator
        or whole.denominator is distinct from parts.denominator
    )
order by whole.kpi_id, whole.basis, parts.level
