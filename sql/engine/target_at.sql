-- target_at: the authority's target for each KPI in force at each month end
-- grain    one row per KPI and month end that has a target
-- key      kpi_id, month_end
-- units    as the KPI's value; a straight line grows month by month from nothing to the target
-- source   seed.target (the council's targets file), ref.month_end
with
dated as (
    select
        targets.kpi_id,
        months.snapshot_date as month_end,
        targets.valid_from,
        targets.target,
        targets.target_upper,
        targets.tolerance,
        targets.direction,
        targets.kind,
        targets.source,
        targets.profile = 'straight line' and targets.valid_to is not null as is_line,
        date_diff('month', targets.valid_from, months.snapshot_date) + 1 as months_gone,
        date_diff('month', targets.valid_from, targets.valid_to) + 1 as months_in_all
    from seed.target as targets
    inner join ref.month_end as months
        on
            months.snapshot_date >= coalesce(targets.valid_from, months.snapshot_date)
            and months.snapshot_date <= coalesce(targets.valid_to, months.snapshot_date)
    where targets.level = 'authority'
)

select
    kpi_id,
    month_end,
    case
        when is_line
            then cast(target * months_gone / nullif(months_in_all, 0) as decimal(18, 4))
        else target
    end as target,
    target as full_target,
    target_upper,
    tolerance,
    direction,
    kind,
    source
from dated
-- of overlapping targets the one agreed for the later start counts
qualify
    row_number() over (
        partition by kpi_id, month_end
        order by valid_from desc nulls last
    ) = 1
