-- cohort_is_all_counted: the rows behind a figure add up to it
-- fails    authority figures that differ from the sum of their rows in kpi_cohort
-- source   marts.kpi_cohort through marts.period_month, marts.kpi_value; wholes that add up
with
summable as (
    select file_stem
    from marts.kpi_catalogue
    where measure <> 'median' and once_per is null and has_whole
),

monthly as (
    select
        cohort.file_stem,
        cohort.month_end,
        cohort.from_month,
        cohort.is_stock,
        sum(cohort.numerator) as numerator
    from marts.kpi_cohort as cohort
    inner join summable
        on cohort.file_stem = summable.file_stem
    group by cohort.file_stem, cohort.month_end, cohort.from_month, cohort.is_stock
),

rows_behind as (
    select
        monthly.file_stem,
        months.basis,
        months.period_end,
        sum(monthly.numerator) as numerator
    from monthly
    inner join marts.period_month as months
        on
            monthly.month_end = months.month_end
            and monthly.from_month <= months.period_end
    where
        case
            when monthly.is_stock then months.period_end = monthly.month_end
            else months.basis <> 'SNAP'
        end
    group by monthly.file_stem, months.basis, months.period_end
)

select
    figures.file_stem,
    figures.basis,
    figures.period_end,
    figures.numerator,
    rows_behind.numerator as rows_numerator
from marts.kpi_value as figures
inner join summable
    on figures.file_stem = summable.file_stem
left join rows_behind
    on
        figures.file_stem = rows_behind.file_stem
        and figures.basis = rows_behind.basis
        and figures.period_end = rows_behind.period_end
where
    figures.level = 'authority'
    and figures.category_key = ''
    and figures.numerator is not null
    and figures.numerator <> coalesce(rows_behind.numerator, 0)
