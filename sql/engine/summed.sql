-- summed: monthly sums added up over each period
-- grain    one row per KPI file, basis, period end, level, member and category
-- key      file_stem, basis, period_end, level, service_id, team_id, worker_id, category
-- units    sums; category '' = the whole
-- source   engine.rolled, engine.kpi_month
select
    rolled.file_stem,
    months.basis,
    months.period_end,
    rolled.level,
    rolled.service_id,
    rolled.team_id,
    rolled.worker_id,
    rolled.category,
    sum(rolled.numerator) as numerator,
    sum(rolled.denominator) as denominator
from engine.rolled as rolled
inner join engine.kpi_month as months
    on
        rolled.file_stem = months.file_stem
        and rolled.month_end = months.month_end
        and rolled.from_month <= months.period_end
where
    -- events add up over the window; a stock is the state at the period's end
    case
        when rolled.is_stock then months.period_end = rolled.month_end
        else months.basis <> 'SNAP'
    end
group by
    rolled.file_stem,
    months.basis,
    months.period_end,
    rolled.level,
    rolled.service_id,
    rolled.team_id,
    rolled.worker_id,
    rolled.category
