-- stock_flow: how each stock of children came from one month end to the next
-- grain    one row per stock and month shown, the first month left out (nothing stands before it)
-- key      la_code, stock, month_end
-- units    children
-- source   int_stock_spells (starts and ends), int_stock__counted (who stood in it), ref.month_end
-- opening + starts - ends + returned - paused = closing. A child counts once, so plans that overlap
-- or follow on the same day are one spell. Paused: record open but not counted that day.
with
months as (
    select
        snapshot_date as month_end,
        lag(snapshot_date) over (order by snapshot_date) as month_before
    from ref.month_end
),

stood as (
    select
        la_code,
        stock,
        snapshot_date,
        is_counted,
        count(*) as children_count
    from intermediate.int_stock__counted
    group by la_code, stock, snapshot_date, is_counted
),

moved as (
    select
        la_code,
        stock,
        last_day(start_date) as month_end,
        1 as starts_count,
        0 as ends_count
    from intermediate.int_stock_spells
    union all
    select
        la_code,
        stock,
        last_day(end_date) as month_end,
        0 as starts_count,
        1 as ends_count
    from intermediate.int_stock_spells
    where end_date < date '9999-12-31'
),

parts as (
    select
        stood.la_code,
        stood.stock,
        months.month_end,
        cast(stood.snapshot_date = months.month_before and stood.is_counted as integer)
        * stood.children_count as opening_count,
        0 as starts_count,
        0 as ends_count,
        cast(stood.snapshot_date = months.month_before and not stood.is_counted as integer)
        * stood.children_count as paused_at_opening_count,
        cast(stood.snapshot_date = months.month_end and not stood.is_counted as integer)
        * stood.children_count as paused_at_closing_count,
        cast(stood.snapshot_date = months.month_end and stood.is_counted as integer)
        * stood.children_count as closing_count
    from stood
    -- inner: a month end closes one month and opens the next
    inner join months
        on stood.snapshot_date in (months.month_before, months.month_end)
    union all
    select
        la_code,
        stock,
        month_end,
        0 as opening_count,
        starts_count,
        ends_count,
        0 as paused_at_opening_count,
        0 as paused_at_closing_count,
        0 as closing_count
    from moved
)

select
    parts.la_code,
    parts.stock,
    parts.month_end,
    cast(sum(parts.opening_count) as bigint) as opening_count,
    cast(sum(parts.starts_count) as bigint) as starts_count,
    cast(sum(parts.ends_count) as bigint) as ends_count,
    cast(sum(parts.paused_at_opening_count) as bigint) as paused_at_opening_count,
    cast(sum(parts.paused_at_closing_count) as bigint) as paused_at_closing_count,
    cast(sum(parts.closing_count) as bigint) as closing_count
from parts
-- inner: of the first month nothing is known before
inner join months
    on parts.month_end = months.month_end and months.month_before is not null
group by
    parts.la_code,
    parts.stock,
    parts.month_end
