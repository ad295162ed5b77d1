-- signal_point: the monthly series of each member, with centre and moving ranges
-- grain    one row per KPI file, basis, member, category and month that has a value
-- key      file_stem, basis, level, member_key, category, period_end
-- units    x as the KPI's value; decimals, so that a point on the mean is exactly on it
-- source   engine.valued, engine.based, engine.version_at, seed.rebase (settings); IM and SNAP
--          only, as the points of YTD and R12 overlap
with
points as (
    select
        based.file_stem,
        based.basis,
        based.level,
        based.member_key,
        based.category,
        based.period_end,
        -- the calculation starts again where the definition changed, and where the council says
        -- that the process did
        (
            select count(*)
            from seed.rebase as rebases
            where
                rebases.kpi_id = kpis.kpi_id
                and rebases.valid_from <= based.period_end
        ) + coalesce(versions.version, 1) as segment,
        cast(valued.value as decimal(18, 6)) as x
    from engine.valued as valued
    inner join engine.based as based
        on valued.figure_no = based.figure_no
    inner join seed.kpi as kpis
        on based.file_stem = kpis.file_stem
    left join engine.version_at as versions
        on
            based.file_stem = versions.file_stem
            and based.period_end = versions.snapshot_date
    where
        based.basis in ('IM', 'SNAP')
        and based.level in ('authority', 'service', 'team')
        and valued.value is not null
),

ranged as (
    select
        file_stem,
        basis,
        level,
        member_key,
        category,
        segment,
        period_end,
        x,
        abs(x - lag(x) over series) as moving_range
    from points
    window series as (
        partition by file_stem, basis, level, member_key, category, segment order by period_end
    )
),

averages as (
    select
        file_stem,
        basis,
        level,
        member_key,
        category,
        segment,
        count(*) as points_count,
        sum(x) as x_sum,
        cast(sum(moving_range) as double) / nullif(count(moving_range), 0) as first_range
    from ranged
    group by file_stem, basis, level, member_key, category, segment
)

select
    ranged.file_stem,
    ranged.basis,
    ranged.level,
    ranged.member_key,
    ranged.category,
    ranged.segment,
    ranged.period_end,
    ranged.x,
    ranged.moving_range,
    averages.points_count,
    averages.x_sum,
    cast(averages.x_sum as double) / averages.points_count as centre,
    -- a range of 3.267 times the average is a jump, not routine variation: left out, once
    case
        when cast(ranged.moving_range as double) < 3.267 * averages.first_range
            then ranged.moving_range
    end as routine_range
from ranged
inner join averages
    on
        ranged.file_stem = averages.file_stem
        and ranged.basis = averages.basis
        and ranged.level = averages.level
        and ranged.member_key = averages.member_key
        and ranged.category = averages.category
        and ranged.segment = averages.segment
