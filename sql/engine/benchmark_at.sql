-- benchmark_at: the newest published period in which the council itself is told, for each month
-- grain    one row per figure and month end that has one
-- key      figure_key, month_end
-- units    own_lag_months = from the end of that period to the month end
-- source   engine.benchmark, ref.month_end
select
    benchmark.*,
    months.snapshot_date as month_end,
    date_diff('month', benchmark.period_end, months.snapshot_date) as own_lag_months
from engine.benchmark as benchmark
inner join ref.month_end as months
    on benchmark.period_end <= months.snapshot_date
where benchmark.own_published_value is not null or benchmark.own_published_symbol <> ''
qualify
    row_number() over (
        partition by benchmark.figure_key, months.snapshot_date
        order by benchmark.period_end desc
    ) = 1
