-- workers_sum_to_team: the workers of a team add up to the team in every figure
-- fails    teams whose workers, those of nobody included, differ from the team
-- source   marts.kpi_value; wholes only, as no worker is shown by category
with
published as (
    select file_stem
    from marts.kpi_catalogue
    where measure <> 'median' and contains(levels, 'worker') and has_whole
),

workers as (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.team_id,
        sum(figures.numerator) as numerator,
        sum(figures.denominator) as denominator
    from marts.kpi_value as figures
    where figures.level = 'worker' and figures.category_key = ''
    group by figures.file_stem, figures.basis, figures.period_end, figures.team_id
)

select
    teams.file_stem,
    teams.basis,
    teams.period_end,
    teams.team_id,
    teams.numerator as team_numerator,
    workers.numerator as workers_numerator,
    teams.denominator as team_denominator,
    workers.denominator as workers_denominator
from marts.kpi_value as teams
inner join published
    on teams.file_stem = published.file_stem
-- left: a team with nothing to count has no worker rows
left join workers
    on
        teams.file_stem = workers.file_stem
        and teams.basis = workers.basis
        and teams.period_end = workers.period_end
        and teams.team_id = workers.team_id
where
    teams.level = 'team'
    and teams.category_key = ''
    and (
        coalesce(teams.numerator, 0) <> coalesce(workers.numerator, 0)
        or coalesce(teams.denominator, 0) <> coalesce(workers.denominator, 0)
    )
