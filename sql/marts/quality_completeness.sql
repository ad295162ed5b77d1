-- quality_completeness: how complete each column of each table was, drop by drop
-- grain    one row per drop's month, table and column, the newest 24 drops
-- key      la_code, month, table_name, column_name
-- units    rows; percentages 0 to 100, rounded half up to one decimal
-- source   seed.column_fill (the landed files), seed.column_need
-- A windowed drop speaks of its own rows. A column that no file of the drop holds has no share.
with
shares as (
    select
        filled.la_code,
        filled.month,
        filled.table_name,
        filled.column_name,
        filled.rows_count,
        filled.filled_count,
        -- tenths of a per cent in whole numbers, so that no tie is rounded by chance
        cast(
            (2000 * filled.filled_count + filled.rows_count)
            // nullif(2 * filled.rows_count, 0) as decimal(18, 1)
        ) * 0.1 as filled_pct,
        coalesce(needs.kpis_count, 0) as kpis_count
    from seed.column_fill as filled
    -- left: no KPI rests on the column
    left join seed.column_need as needs
        on filled.table_name = needs.table_name and filled.column_name = needs.column_name
)

select
    la_code,
    month,
    table_name,
    column_name,
    rows_count,
    filled_count,
    cast(filled_pct as decimal(5, 1)) as filled_pct,
    cast(lag(filled_pct) over history as decimal(5, 1)) as previous_filled_pct,
    kpis_count,
    case
        when filled_count is null then 'not_sent'
        when rows_count = 0 then 'no_rows'
        else 'ok'
    end as status
from shares
window history as (partition by la_code, table_name, column_name order by month)
