-- headline: the basis each KPI file is known by in this council, and all its bases
-- grain    one row per enabled KPI file
-- key      file_stem
-- units    none
-- source   seed.kpi, seed.kpi_basis, ref.run. Where both R12 and YTD are declared the council's
--          setting chooses: in April a year to date is no more than the month
with
declared as (
    select
        file_stem,
        string_agg(basis, ', ' order by basis) as bases,
        bool_or(basis = 'YTD') as has_ytd,
        bool_or(basis = 'R12') as has_r12
    from seed.kpi_basis
    group by file_stem
)

select
    kpis.file_stem,
    declared.bases,
    case
        when kpis.headline in ('YTD', 'R12') and declared.has_ytd and declared.has_r12
            then coalesce(run.headline_basis, kpis.headline)
        else kpis.headline
    end as headline_basis
from seed.kpi as kpis
cross join ref.run as run
inner join declared
    on kpis.file_stem = declared.file_stem
where kpis.is_enabled
