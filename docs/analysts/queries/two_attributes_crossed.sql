-- Who are the children in a figure? Age by ethnicity, counted from the rows.
-- One row per pair. Small numbers: for officers, not for sharing.
with asked as (
    select
        'cpp_rate_per_10k' as kpi_id,
        (
            select max(period.period_end) from period
            where period.basis = 'SNAP'
        ) as month_end
)

select
    cohort.age_band,
    cohort.ethnicity_group,
    sum(cohort.numerator) as children_count
from kpi_cohort as cohort
inner join asked
    on
        cohort.kpi_id = asked.kpi_id
        and cohort.month_end = asked.month_end
where cohort.variant is null
group by cohort.age_band, cohort.ethnicity_group
order by cohort.age_band, cohort.ethnicity_group
