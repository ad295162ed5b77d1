-- comparator_latest: what had been published about others by the extract, the latest release each
-- grain    one row per KPI, area and period that the published figure describes
-- key      kpi_id, area_type, area_code, period_end
-- units    value as printed by the publisher
-- source   seed.comparator, ref.run
select
    comparators.kpi_id,
    comparators.area_type,
    coalesce(comparators.area_code, '') as area_code,
    comparators.area_name,
    comparators.period_end,
    comparators.period_label,
    comparators.value,
    comparators.value_kind,
    comparators.publication,
    comparators.published_on,
    comparators.source,
    comparators.note
from seed.comparator as comparators
cross join ref.run as run
where comparators.published_on <= run.extract_date and comparators.value is not null
qualify
    row_number() over (
        partition by
            comparators.kpi_id,
            comparators.area_type,
            comparators.area_code,
            comparators.period_end
        order by comparators.published_on desc, comparators.publication desc
    ) = 1
