-- restated_row: cohort rows behind moved figures that are not now what they were
-- grain    one row per publication, KPI file, record, category and, for stocks, month end
-- key      publication_id, file_stem, record_id, category, row_month
-- units    then_ = in that publication, now_ = in this build; all null where the row was not there
-- source   engine.restated_figure, seed.first_cohort, engine.cohort_described
with
needed as (
    select distinct
        figures.publication_id,
        figures.file_stem,
        months.month_end
    from engine.restated_figure as figures
    inner join ref.period_month as months
        on figures.basis = months.basis and figures.period_end = months.period_end
),

rows_then as (
    select
        needed.publication_id,
        rows_in.file_stem,
        rows_in.record_id,
        coalesce(rows_in.category, '') as category,
        rows_in.is_stock,
        -- a stock's row is another each month; a flow's row may move to another month
        case when rows_in.is_stock then rows_in.month_end else date '9999-12-31' end as row_month,
        rows_in.record_table,
        rows_in.person_id,
        rows_in.month_end,
        rows_in.from_month,
        rows_in.service_id,
        rows_in.team_id,
        rows_in.numerator,
        rows_in.denominator
    from seed.first_cohort as rows_in
    inner join needed
        on
            rows_in.publication_id = needed.publication_id
            and rows_in.file_stem = needed.file_stem
            and rows_in.month_end = needed.month_end
),

rows_now as (
    select
        needed.publication_id,
        rows_in.file_stem,
        rows_in.record_id,
        coalesce(rows_in.category, '') as category,
        rows_in.is_stock,
        case when rows_in.is_stock then rows_in.month_end else date '9999-12-31' end as row_month,
        rows_in.record_table,
        rows_in.person_id,
        rows_in.month_end,
        rows_in.from_month,
        rows_in.service_id,
        rows_in.team_id,
        rows_in.numerator,
        rows_in.denominator
    from engine.cohort_described as rows_in
    inner join needed
        on rows_in.file_stem = needed.file_stem and rows_in.month_end = needed.month_end
)

select
    coalesce(rows_now.publication_id, rows_then.publication_id) as publication_id,
    coalesce(rows_now.file_stem, rows_then.file_stem) as file_stem,
    coalesce(rows_now.record_id, rows_then.record_id) as record_id,
    coalesce(rows_now.category, rows_then.category) as category,
    coalesce(rows_now.is_stock, rows_then.is_stock) as is_stock,
    coalesce(rows_now.row_month, rows_then.row_month) as row_month,
    coalesce(rows_now.record_table, rows_then.record_table) as record_table,
    rows_then.person_id as then_person_id,
    rows_now.person_id as now_person_id,
    rows_then.month_end as then_month_end,
    rows_now.month_end as now_month_end,
    rows_then.from_month as then_from_month,
    rows_now.from_month as now_from_month,
    rows_then.service_id as then_service_id,
    rows_now.service_id as now_service_id,
    rows_then.team_id as then_team_id,
    rows_now.team_id as now_team_id,
    rows_then.numerator as then_numerator,
    rows_now.numerator as now_numerator,
    rows_then.denominator as then_denominator,
    rows_now.denominator as now_denominator
from rows_then
full join rows_now
    on
        rows_then.publication_id = rows_now.publication_id
        and rows_then.file_stem = rows_now.file_stem
        and rows_then.record_id = rows_now.record_id
        and rows_then.category = rows_now.category
        and rows_then.is_stock = rows_now.is_stock
        and rows_then.row_month = rows_now.row_month
where
    (rows_then.month_end, rows_then.from_month)
    is distinct from (rows_now.month_end, rows_now.from_month)
    or (rows_then.service_id, rows_then.team_id)
    is distinct from (rows_now.service_id, rows_now.team_id)
    or (rows_then.numerator, rows_then.denominator)
    is distinct from (rows_now.numerator, rows_now.denominator)
