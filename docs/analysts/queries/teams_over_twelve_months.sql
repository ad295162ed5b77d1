-- How has each team done month by month? Change the KPI in the first lines.
-- One row per team and month. Below ten cases no percentage is shown: '7 of 9' is what there is.
with asked as (
    select
        'assessment_45wd_pct' as kpi_id,
        'IM' as basis
)

select
    team.team_name,
    figure.period_end,
    figure.numerator,
    figure.denominator,
    figure.value_display,
    figure.status
from kpi_value as figure
inner join asked
    on
        figure.kpi_id = asked.kpi_id
        and figure.basis = asked.basis
inner join team on figure.team_id = team.team_id
where
    figure.level = 'team'
    and figure.variant is null
    and figure.category is null
    and figure.period_end > (
        select max(period.period_end) from period
        where period.basis = 'IM'
    ) - interval 12 months
order by team.team_name, figure.period_end
