-- journey_stage: how many entries of each stage went on to the next, how long it took, how many
--          children had been there before
-- grain    one row per stage and month end: entries of the 12 months up to it
-- key      la_code, stage_number, period_end
-- units    counts of entries; conversion_pct 0 to 100; days are calendar days
-- source   marts.journey, ref.month_end
-- Everything known by the month reported: the latest entries have had less time to go on, so
-- conversions of recent periods still rise. Care, the last stage, goes on to none.
select
    journeys.la_code,
    journeys.stage_number,
    journeys.stage,
    month_ends.snapshot_date as period_end,
    count(*) as entries_count,
    count(journeys.came_from_on) as came_from_stage_before_count,
    count(journeys.went_on_on) as went_on_count,
    case
        when journeys.stage_number < 7
            then
                cast(
                    100.0 * count(journeys.went_on_on) / nullif(count(*), 0) as decimal(9, 4)
                )
    end as conversion_pct,
    cast(median(journeys.wait_to_next_days) as decimal(9, 1)) as median_wait_days,
    count(*) filter (where journeys.repeat_band = 'within 12 months') as repeat_12_months_count,
    count(*) filter (
        where journeys.repeat_band in ('within 12 months', 'within 2 years')
    ) as repeat_2_years_count,
    count(*) filter (where journeys.repeat_band <> 'first on record') as repeat_ever_count
from marts.journey as journeys
-- inner: an entry counts in the twelve months that end with the month
inner join ref.month_end as month_ends
    on
        journeys.month_end <= month_ends.snapshot_date
        and journeys.month_end > month_ends.snapshot_date - to_months(12)
group by
    journeys.la_code,
    journeys.stage_number,
    journeys.stage,
    month_ends.snapshot_date
