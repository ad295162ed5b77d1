-- version_at: which version of each KPI's definition was in force at the end of each month
-- grain    one row per KPI file and month end
-- key      file_stem, snapshot_date
-- units    version as the header numbers them; the first has been in force always
-- source   seed.kpi_version (the headers' logs), ref.month_end
select
    versions.file_stem,
    months.snapshot_date,
    max(versions.version) as version
from seed.kpi_version as versions
inner join ref.month_end as months
    on
        versions.in_force_from is null
        or versions.in_force_from <= months.snapshot_date
group by versions.file_stem, months.snapshot_date
