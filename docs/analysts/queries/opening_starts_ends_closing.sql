-- Does each stock follow from its starts and ends? difference is nought in every month.
-- One row per stock and month.
select
    stock,
    month_end,
    opening_count,
    starts_count,
    ends_count,
    closing_count,
    opening_count + paused_at_opening_count + starts_count - ends_count
    - closing_count - paused_at_closing_count as difference
from stock_flow
order by stock, month_end
