-- period: every period a figure of this file can belong to
-- grain    one row per basis and period end
-- key      basis, period_end
-- units    window_start is the first day counted; months = complete months in the window
-- source   ref.period
select
    basis,
    period_end,
    window_start,
    months
from ref.period
