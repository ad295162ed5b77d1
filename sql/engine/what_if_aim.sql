-- what_if_aim: what each figure is held against, with its lower and upper end
-- grain    one row per KPI file, basis, period end, category and aim (target, neighbours, england)
-- key      file_stem, basis, period_end, category, aim
-- units    aim_lower: to be reached or exceeded, null if lower is better; aim_upper likewise
-- source   engine.what_if_figure, engine.aimed, engine.comparator_wide. Where neither high nor low
--          is good, both ends are the aim: a figure above it comes down, one below goes up
with
others as (
    select
        figure_key,
        month_end,
        'neighbours' as aim,
        neighbour_mean as aim_value,
        neighbour_comparator_period as aim_period
    from engine.comparator_wide
    union all
    select
        figure_key,
        month_end,
        'england' as aim,
        england_value as aim_value,
        england_comparator_period as aim_period
    from engine.comparator_wide
)

select
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.category,
    others.aim,
    others.aim_value,
    others.aim_period,
    case when figures.polarity <> 'lower' then others.aim_value end as aim_lower,
    case when figures.polarity <> 'higher' then others.aim_value end as aim_upper
from engine.what_if_figure as figures
inner join others
    on figures.figure_key = others.figure_key and figures.period_end = others.month_end
-- what others publish is about whole years
where others.aim_value is not null and figures.is_like_for_like
union all
select
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.category,
    'target' as aim,
    aimed.target as aim_value,
    aimed.target_source as aim_period,
    case when aimed.direction <> 'lower' then aimed.target end as aim_lower,
    case
        when aimed.target_upper is not null then aimed.target_upper
        when aimed.direction <> 'higher' then aimed.target
    end as aim_upper
from engine.what_if_figure as figures
inner join engine.aimed as aimed
    on
        figures.file_stem = aimed.file_stem
        and figures.basis = aimed.basis
        and figures.period_end = aimed.period_end
        and figures.category = aimed.category
