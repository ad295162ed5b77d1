-- Which figures differ from what was first published, and why?
-- One row per restated figure of the authority, the largest difference first.
select
    catalogue.name,
    restated.basis,
    restated.period_end,
    restated.first_value,
    restated.now_value,
    restated.difference,
    restated.cause,
    restated.first_publication_id
from restatement as restated
inner join kpi_catalogue as catalogue
    on
        restated.kpi_id = catalogue.kpi_id
        and restated.variant is not distinct from catalogue.variant
where restated.level = 'authority'
order by abs(restated.difference) desc nulls last, catalogue.name asc, restated.period_end asc
