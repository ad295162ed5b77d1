-- based: every figure with what it is divided by: its denominator, or the population
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, member_key, category
-- units    sums; yearly_top / yearly_bottom puts part-year rates on a yearly footing
-- source   engine.figure, engine.kpi_period, seed.kpi, ref.population_for_period
with
-- a share divides each category by the total of all categories of the same member
wholes as (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.level,
        figures.member_key,
        figures.denominator
    from engine.figure as figures
    inner join seed.kpi as kpis
        on figures.file_stem = kpis.file_stem and kpis.measure = 'share'
    where figures.category = ''
)

select
    figures.figure_no,
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.level,
    figures.member_key,
    figures.service_id,
    figures.team_id,
    figures.worker_id,
    figures.category,
    kpis.measure,
    kpis.unit,
    kpis.scale,
    kpis.weighted,
    periods.months,
    periods.gap,
    periods.reason,
    populations.population,
    figures.median_value,
    -- nothing counted inside the landed history is a zero; outside it, unknown
    case
        when periods.is_covered and kpis.measure <> 'median'
            then cast(coalesce(figures.numerator, 0) as decimal(24, 4))
    end as numerator,
    case
        when periods.is_covered and kpis.measure not in ('count', 'rate')
            then cast(
                coalesce(
                    case
                        when kpis.measure = 'share' then wholes.denominator
                        else figures.denominator
                    end,
                    0
                ) as decimal(24, 4)
            )
    end as denominator,
    -- a rate from part of a year, or of several, is put on a yearly footing; a stock never is
    case when kpis.measure = 'rate' and periods.months not in (0, 12) then 12 else 1 end
        as yearly_top,
    case
        when kpis.measure = 'rate' and periods.months not in (0, 12) then periods.months
        else 1
    end as yearly_bottom
from engine.figure as figures
inner join seed.kpi as kpis
    on figures.file_stem = kpis.file_stem
inner join engine.kpi_period as periods
    on
        figures.file_stem = periods.file_stem
        and figures.basis = periods.basis
        and figures.period_end = periods.period_end
-- left: only rates below are divided by it
left join ref.population_for_period as populations
    on figures.period_end = populations.period_end
left join wholes
    on
        figures.file_stem = wholes.file_stem
        and figures.basis = wholes.basis
        and figures.period_end = wholes.period_end
        and figures.level = wholes.level
        and figures.member_key = wholes.member_key
-- where a total over categories means nothing it is not published
where kpis.has_whole or figures.category <> ''
