-- kpi_gap: what a period of a KPI lacks: a table, a column, or the history of one
-- grain    one row per KPI file, basis, period end and table or column that falls short
-- key      file_stem, basis, period_end, name, gap_text
-- units    gap = the status a figure gets
-- source   engine.kpi_asked, engine.kpi_needed, seed.load_audit
with
drops as (
    select distinct
        table_name,
        last_day(strptime(month, '%Y-%m')) as month_end
    from seed.load_audit
),

judged as (
    select
        periods.file_stem,
        periods.basis,
        periods.period_end,
        tables.name,
        case
            when not tables.is_sent then 'not_available'
            when tables.needs_own_drop and drops.month_end is null then 'not_available'
            when
                coalesce(tables.complete_from, periods.window_start)
                > periods.window_start - to_months(tables.months)
                then 'insufficient_history'
            when coalesce(tables.complete_to, periods.period_end) < periods.period_end
                then 'insufficient_history'
        end as gap,
        case
            when not tables.is_sent then 'has not been sent'
            when tables.needs_own_drop and drops.month_end is null
                then
                    'holds only the latest word and was not sent for '
                    || strftime(periods.period_end, '%m/%Y')
            when
                coalesce(tables.complete_from, periods.window_start)
                > periods.window_start - to_months(tables.months)
                then
                    'is complete only from ' || strftime(tables.complete_from, '%d/%m/%Y')
                    || ' and is needed from '
                    || strftime(periods.window_start - to_months(tables.months), '%d/%m/%Y')
            else 'is complete only to ' || strftime(tables.complete_to, '%d/%m/%Y')
        end as gap_text
    from engine.kpi_asked as periods
    inner join engine.kpi_needed as tables
        on periods.file_stem = tables.file_stem
    left join drops
        on
            tables.table_name = drops.table_name
            and periods.period_end = drops.month_end
)

select
    file_stem,
    basis,
    period_end,
    name,
    gap,
    gap_text
from judged
where gap is not null
