-- breakdowns_sum_to_figure: the members of each breakdown add up to the figure
-- fails    figures of children whose breakdown differs from them
-- source   marts.kpi_breakdown, marts.kpi_value; KPIs whose every row is about a child
with
added as (
    select
        file_stem,
        basis,
        period_end,
        level,
        member_key,
        dimension,
        sum(numerator) as numerator
    from marts.kpi_breakdown
    group by file_stem, basis, period_end, level, member_key, dimension
),

of_children as (
    select file_stem
    from marts.kpi_cohort
    group by file_stem
    having count(*) = count(person_id)
)

select
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.level,
    figures.team_id,
    added.dimension
from added
inner join of_children
    on added.file_stem = of_children.file_stem
inner join marts.kpi_value as figures
    on
        added.file_stem = figures.file_stem
        and added.basis = figures.basis
        and added.period_end = figures.period_end
        and added.level = figures.level
        and added.member_key = figures.member_key
        and figures.category_key = ''
where coalesce(figures.numerator, 0) <> coalesce(added.numerator, 0)
