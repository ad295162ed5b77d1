-- How many go on from each stage to the next, how long do they wait, and how many come back?
-- One row per stage: entries of the twelve months up to the newest month end.
select
    stage_number,
    stage,
    entries_count,
    went_on_count,
    conversion_pct,
    median_wait_days,
    repeat_12_months_count,
    repeat_2_years_count
from journey_stage
where period_end = (select max(newest.period_end) from journey_stage as newest)
order by stage_number
