-- parts_sum_to_authority: teams, and services, add up to the authority in every figure
-- fails    figures whose services or teams together differ from the authority
-- source   marts.kpi_value; medians do not add up, and second credits are in no total
with
added as (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.category_key,
        figures.level,
        sum(figures.numerator) as numerator,
        sum(figures.denominator) as denominator
    from marts.kpi_value as figures
    inner join marts.kpi_catalogue as kpis
        on figures.file_stem = kpis.file_stem and kpis.measure <> 'median'
    where figures.level in ('authority', 'service', 'team')
    group by
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.category_key,
        figures.level
)

select
    wholes.file_stem,
    wholes.basis,
    wholes.period_end,
    wholes.category_key as category,
    parts.level,
    wholes.numerator as whole_numerator,
    parts.numerator as parts_numerator,
    wholes.denominator as whole_denominator,
    parts.denominator as parts_denominator
from added as wholes
inner join added as parts
    on
        wholes.file_stem = parts.file_stem
        and wholes.basis = parts.basis
        and wholes.period_end = parts.period_end
        and wholes.category_key = parts.category_key
        and parts.level in ('service', 'team')
where
    wholes.level = 'authority'
    and (
        coalesce(wholes.numerator, 0) <> coalesce(parts.numerator, 0)
        or coalesce(wholes.denominator, 0) <> coalesce(parts.denominator, 0)
    )
