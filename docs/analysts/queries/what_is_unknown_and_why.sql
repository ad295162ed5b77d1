-- Which figures have no value, and for what reason?
-- One row per KPI, basis and reason at authority level in the newest period. Unknown is not nought.
select
    figure.kpi_id,
    figure.basis,
    figure.status,
    figure.reason,
    count(*) as figures_count
from kpi_value as figure
where
    figure.level = 'authority'
    and figure.status <> 'ok'
    and figure.period_end = (
        select max(period.period_end) from period
        where period.basis = figure.basis
    )
group by all
order by figure.status, figure.kpi_id, figure.basis
