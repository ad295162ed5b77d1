-- kpi_signal: what each point of a monthly series signals, by the first rule that fits
-- grain    one row per KPI file, basis, member, category and month that has a value
-- key      file_stem, basis, level, member_key, category, period_end
-- units    limits as the KPI's value; direction 1 high or rising, -1 low or falling
-- source   engine.signal_run, seed.kpi; fewer than 13 points give trial limits
with
spread as (
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
        outside,
        near,
        -- a run flags every point in it, so look for runs that end here or within six points
        max(trend_end) over to_seventh as trend_up,
        min(trend_end) over to_seventh as trend_down,
        max(side_end) over to_seventh as side_up,
        min(side_end) over to_seventh as side_down,
        max(near_end) over to_third as near_up,
        min(near_end) over to_third as near_down
    from engine.signal_run
    window
        to_seventh as (
            partition by file_stem, basis, level, member_key, category, segment
            order by period_end rows between current row and 6 following
        ),
        to_third as (
            partition by file_stem, basis, level, member_key, category, segment
            order by period_end rows between current row and 2 following
        )
),

ruled as (
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
        case
            when outside <> 0 then 'outside limits'
            when trend_up = 1 or trend_down = -1 then 'trend of seven'
            when (near = 1 and near_up = 1) or (near = -1 and near_down = -1)
                then 'two of three near a limit'
            when side_up = 1 or side_down = -1 then 'seven on one side'
        end as rule,
        case
            when outside <> 0 then outside
            when trend_up = 1 then 1
            when trend_down = -1 then -1
            when (near = 1 and near_up = 1) or (near = -1 and near_down = -1) then near
            when side_up = 1 then 1
            when side_down = -1 then -1
            else 0
        end as direction
    from spread
)

select
    ruled.file_stem,
    ruled.basis,
    ruled.level,
    ruled.member_key,
    ruled.category,
    ruled.segment,
    ruled.period_end,
    ruled.x,
    ruled.centre,
    ruled.lower_limit,
    ruled.upper_limit,
    ruled.points_count,
    ruled.points_count < 13 as is_trial,
    ruled.rule,
    ruled.direction,
    case
        when ruled.direction = 0 then 'common_cause'
        when kpis.polarity = 'contextual' and ruled.direction = 1 then 'neutral_high'
        when kpis.polarity = 'contextual' then 'neutral_low'
        when (kpis.polarity = 'higher') = (ruled.direction = 1) then 'improvement'
        else 'concern'
    end as signal
from ruled
inner join seed.kpi as kpis
    on ruled.file_stem = kpis.file_stem
