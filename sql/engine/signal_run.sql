-- signal_run: the runs that are complete at each point
-- grain    one row per KPI file, basis, member, category and month that has a value
-- key      file_stem, basis, level, member_key, category, period_end
-- units    1 a run upwards or above, -1 downwards or below, 0 none
-- source   engine.signal_flag; Making Data Count: six rises make a trend of seven points, seven
--          points on one side, two of three near a limit with all three on the same side
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
    outside,
    near,
    case
        when sum(step) over six = 6 then 1
        when sum(step) over six = -6 then -1
        else 0
    end as trend_end,
    case
        when sum(side) over seven = 7 then 1
        when sum(side) over seven = -7 then -1
        else 0
    end as side_end,
    case
        when sum(side) over three = 3 and sum(near) over three >= 2 then 1
        when sum(side) over three = -3 and sum(near) over three <= -2 then -1
        else 0
    end as near_end
from engine.signal_flag
window
    six as (
        partition by file_stem, basis, level, member_key, category, segment
        order by period_end rows between 5 preceding and current row
    ),
    seven as (
        partition by file_stem, basis, level, member_key, category, segment
        order by period_end rows between 6 preceding and current row
    ),
    three as (
        partition by file_stem, basis, level, member_key, category, segment
        order by period_end rows between 2 preceding and current row
    )
