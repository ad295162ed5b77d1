-- signal_flag: where each point lies against the limits, and the runs that end at it
-- grain    one row per KPI file, basis, member, category and month that has a value
-- key      file_stem, basis, level, member_key, category, period_end
-- units    limits as the KPI's value; side 1 above, -1 below, 0 on the mean; step likewise
-- source   engine.signal_point; XmR limits at 2.66 average moving ranges, zone at two thirds of it
with
limits as (
    select
        file_stem,
        basis,
        level,
        member_key,
        category,
        segment,
        coalesce(
            2.66 * cast(sum(routine_range) as double) / nullif(count(routine_range), 0),
            0
        ) as reach
    from engine.signal_point
    group by file_stem, basis, level, member_key, category, segment
),

placed as (
    select
        points.file_stem,
        points.basis,
        points.level,
        points.member_key,
        points.category,
        points.segment,
        points.period_end,
        points.x,
        points.centre,
        points.points_count,
        points.centre - limits.reach as lower_limit,
        points.centre + limits.reach as upper_limit,
        -- compared as sums, so that "on the mean" is exact
        cast(sign(points.x * points.points_count - points.x_sum) as integer) as side,
        cast(points.x as double) - points.centre as distance,
        limits.reach
    from engine.signal_point as points
    inner join limits
        on
            points.file_stem = limits.file_stem
            and points.basis = limits.basis
            and points.level = limits.level
            and points.member_key = limits.member_key
            and points.category = limits.category
            and points.segment = limits.segment
)

select
    file_stem,
    basis,
    level,
    member_key,
    category,
    segment,
    period_end,
    x,
    centre,
    lower_limit,
    upper_limit,
    points_count,
    side,
    case when abs(distance) > reach then side else 0 end as outside,
    case when abs(distance) > reach * 2 / 3 and abs(distance) <= reach then side else 0 end as near,
    coalesce(cast(sign(x - lag(x) over series) as integer), 0) as step
from placed
window series as (
    partition by file_stem, basis, level, member_key, category, segment order by period_end
)
