-- numerator_within_denominator: no percentage or share is below 0 or above 100
-- fails    figures whose numerator is not between 0 and the denominator
-- source   marts.kpi_value, marts.kpi_catalogue
select
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.level,
    figures.team_id,
    figures.category_key as category
from marts.kpi_value as figures
inner join marts.kpi_catalogue as kpis
    on figures.file_stem = kpis.file_stem and kpis.measure in ('percentage', 'share')
where figures.numerator < 0 or figures.numerator > figures.denominator
