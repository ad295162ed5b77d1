-- Which figures moved by more than chance in the newest month?
-- One row per signal on the control charts of the authority and its teams.
select
    catalogue.name,
    chart.level,
    chart.member_key,
    chart.period_end,
    chart.value,
    chart.centre,
    chart.lower_limit,
    chart.upper_limit,
    chart.rule,
    chart.signal
from kpi_chart as chart
inner join kpi_catalogue as catalogue
    on
        chart.kpi_id = catalogue.kpi_id
        and chart.variant is not distinct from catalogue.variant
where
    chart.signal is not null
    and chart.period_end = (select max(newest.period_end) from kpi_chart as newest)
order by chart.level, catalogue.name, chart.member_key
