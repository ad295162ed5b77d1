-- kpi_breakdown: figures by one attribute of the child: age band, sex or ethnicity group
-- grain    one row per KPI, variant, level, organisation, period end, basis, dimension and member
-- key      la_code, file_stem, basis, period_end, level, member_key, dimension, member
-- units    value as the KPI's unit; rates have none, as there is no population by member
-- source   engine.breakdown, engine.valued, seed.kpi
select
    run.la_code,
    kpis.kpi_id,
    figures.file_stem,
    kpis.variant,
    figures.period_end,
    figures.basis,
    figures.level,
    figures.level || ':' || case
        when figures.team_id <> '' then figures.team_id
        when figures.service_id <> '' then figures.service_id
        else run.la_code
    end as member_key,
    case
        when figures.service_id <> '' then figures.service_id
        when figures.team_id <> '' then coalesce(teams.service_id, 'UNALLOCATED')
    end as service_id,
    nullif(figures.team_id, '') as team_id,
    cast(null as varchar) as worker_id,
    cast(null as varchar) as category,
    figures.dimension,
    figures.member,
    kpis.unit,
    valued.numerator,
    valued.denominator,
    valued.value,
    valued.value_rounded,
    valued.value_display,
    valued.ci_lower,
    valued.ci_upper,
    valued.status
from engine.breakdown as figures
inner join seed.kpi as kpis
    on figures.file_stem = kpis.file_stem
inner join engine.valued as valued
    on figures.figure_no = valued.figure_no
cross join ref.run as run
left join engine.team_at_period as teams
    on figures.team_id = teams.team_id and figures.period_end = teams.period_end
