-- kpi_funnel: teams against the authority with the limits of chance at their number of cases
-- grain    one row per KPI, period end and team, on the KPI's headline basis
-- key      la_code, file_stem, basis, period_end, member_key
-- units    per cent, unrounded
-- source   engine.funnel, seed.kpi, ref.run
select
    run.la_code,
    kpis.kpi_id,
    funnel.file_stem,
    kpis.variant,
    funnel.basis,
    funnel.period_end,
    funnel.member_key,
    funnel.team_id,
    funnel.value,
    funnel.centre,
    funnel.lower_95,
    funnel.upper_95,
    funnel.lower_998,
    funnel.upper_998,
    funnel.place,
    funnel.significance
from engine.funnel as funnel
inner join seed.kpi as kpis
    on funnel.file_stem = kpis.file_stem
cross join ref.run as run
