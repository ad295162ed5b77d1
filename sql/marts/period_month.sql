-- period_month: the month ends each period is made of, to find the rows behind a figure
-- grain    one row per basis, period end and month in it
-- key      basis, period_end, month_end
-- units    dates
-- source   ref.period_month
select
    basis,
    period_end,
    month_end
from ref.period_month
