-- kpi_period: every period of every KPI file, and whether the history it needs has been landed
-- grain    one row per enabled KPI file, basis and period end
-- key      file_stem, basis, period_end
-- units    months = complete months in the window
-- source   seed.kpi_basis, ref.period, engine.kpi_needed, seed.load_audit
with
periods as (
    select
        kpis.file_stem,
        kpis.kpi_id,
        periods.basis,
        periods.period_end,
        periods.window_start,
        periods.months
    from seed.kpi as kpis
    inner join seed.kpi_basis as bases
        on kpis.file_stem = bases.file_stem
    inner join ref.period as periods
        on bases.basis = periods.basis
    where kpis.is_enabled and not coalesce(kpis.is_meta, false)
),

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
    from periods
    inner join engine.kpi_needed as tables
        on periods.file_stem = tables.file_stem
    left join drops
        on
            tables.table_name = drops.table_name
            and periods.period_end = drops.month_end
),

gaps as (
    select
        file_stem,
        basis,
        period_end,
        -- a table never sent outweighs a history that is too short
        max(gap) as gap,
        string_agg(name || ' ' || gap_text, '; ' order by gap desc, name asc) as reason
    from judged
    where gap is not null
    group by file_stem, basis, period_end
)

select
    periods.file_stem,
    periods.kpi_id,
    periods.basis,
    periods.period_end,
    periods.window_start,
    periods.months,
    gaps.gap is null as is_covered,
    gaps.gap,
    gaps.reason
from periods
left join gaps
    on
        periods.file_stem = gaps.file_stem
        and periods.basis = gaps.basis
        and periods.period_end = gaps.period_end
