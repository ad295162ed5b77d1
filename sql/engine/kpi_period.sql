-- kpi_period: every period of every KPI file, and whether the history it needs has been landed
-- grain    one row per enabled KPI file, basis and period end
-- key      file_stem, basis, period_end
-- units    months = complete months in the window
-- source   engine.kpi_asked, engine.kpi_gap
with
gaps as (
    select
        file_stem,
        basis,
        period_end,
        -- a table never sent outweighs a history that is too short
        max(gap) as gap,
        string_agg(name || ' ' || gap_text, '; ' order by gap desc, name asc) as reason
    from engine.kpi_gap
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
from engine.kpi_asked as periods
left join gaps
    on
        periods.file_stem = gaps.file_stem
        and periods.basis = gaps.basis
        and periods.period_end = gaps.period_end
