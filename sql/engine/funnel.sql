-- funnel: where teams lie against the authority's own figure, given how few cases they have
-- grain    one row per KPI file, basis, period end and team of a percentage
-- key      file_stem, basis, period_end, member_key
-- units    limits in per cent around the authority's figure at the team's number of cases
-- source   engine.kpi_value, engine.headline, seed.kpi. Limits p -/+ z root(p(1-p)/n), z of 95%
--          and 99.8%: a team lies outside exactly where Wilson's interval of its own leaves the
--          authority out. None below ten cases
with
shares as (
    select
        figures.file_stem,
        figures.basis,
        figures.period_end,
        figures.level,
        figures.member_key,
        figures.team_id,
        kpis.polarity,
        cast(figures.numerator as double) as events,
        cast(figures.denominator as double) as cases
    from engine.kpi_value as figures
    inner join seed.kpi as kpis
        on figures.file_stem = kpis.file_stem and kpis.measure = 'percentage'
    inner join engine.headline as headlines
        on figures.file_stem = headlines.file_stem and figures.basis = headlines.headline_basis
    where
        figures.level in ('authority', 'team')
        and figures.category = ''
        and kpis.weighted is null
        and figures.status = 'ok'
),

limits as (
    select
        teams.file_stem,
        teams.basis,
        teams.period_end,
        teams.member_key,
        teams.team_id,
        teams.polarity,
        100 * teams.events / teams.cases as value,
        100 * whole.events / whole.cases as centre,
        100 * sqrt(whole.events / whole.cases * (1 - whole.events / whole.cases) / teams.cases)
            as deviation
    from shares as teams
    inner join shares as whole
        on
            teams.file_stem = whole.file_stem
            and teams.basis = whole.basis
            and teams.period_end = whole.period_end
            and whole.level = 'authority'
    where teams.level = 'team'
),

placed as (
    select
        *,
        greatest(centre - 1.959963984540054 * deviation, 0) as lower_95,
        least(centre + 1.959963984540054 * deviation, 100) as upper_95,
        greatest(centre - 3.090232306167813 * deviation, 0) as lower_998,
        least(centre + 3.090232306167813 * deviation, 100) as upper_998
    from limits
)

select
    placed.*,
    case
        when placed.value > placed.upper_998 then 'above 99.8%'
        when placed.value > placed.upper_95 then 'above 95%'
        when placed.value < placed.lower_998 then 'below 99.8%'
        when placed.value < placed.lower_95 then 'below 95%'
        else 'inside'
    end as place,
    case
        when placed.value between placed.lower_95 and placed.upper_95 then 'no different'
        when placed.polarity = 'contextual' and placed.value > placed.centre then 'higher'
        when placed.polarity = 'contextual' then 'lower'
        when (placed.polarity = 'higher') = (placed.value > placed.centre) then 'better'
        else 'worse'
    end as significance
from placed
