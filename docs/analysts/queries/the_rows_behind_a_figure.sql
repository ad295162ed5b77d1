-- Which records make this figure? Change KPI, basis and month in the first lines.
-- One row per record counted. Keys, not ids: `kpi explain KPI --rows` leads on to file and row.
with asked as (
    select
        're_referral_12m_pct' as kpi_id,
        'IM' as basis,
        (
            select max(period.period_end) from period
            where period.basis = 'IM'
        ) as period_end
)

select
    cohort.event_date,
    cohort.snapshot_date,
    cohort.person_key,
    cohort.record_table,
    cohort.record_key,
    cohort.team_id,
    cohort.worker_id,
    cohort.numerator,
    cohort.denominator
from kpi_cohort as cohort
inner join asked on cohort.kpi_id = asked.kpi_id
inner join period_month as months
    on
        asked.basis = months.basis
        and asked.period_end = months.period_end
        and cohort.month_end = months.month_end
        and cohort.from_month <= months.period_end
        -- a stock is counted on its last day only
        and (not cohort.is_stock or cohort.month_end = months.period_end)
where cohort.variant is null
order by coalesce(cohort.event_date, cohort.snapshot_date), cohort.record_key
