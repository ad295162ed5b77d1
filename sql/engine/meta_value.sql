-- meta_value: the figures of KPIs about KPIs, in the shape of every other figure
-- grain    one row per KPI file of sql/kpi_meta and month end
-- key      file_stem, period_end
-- units    per cent or count; whole numbers in, rounded half up once
-- source   engine.meta_written, seed.kpi, ref.month_end, ref.parameter (small_denominator)
-- Authority level and month ends only: what is said of KPIs is said of the council as a whole.
with
sums as (
    select
        kpis.file_stem,
        kpis.measure,
        months.snapshot_date as period_end,
        cast(coalesce(sum(written.numerator), 0) as decimal(24, 4)) as numerator,
        cast(coalesce(sum(written.denominator), 0) as decimal(24, 4)) as denominator
    from seed.kpi as kpis
    cross join ref.month_end as months
    left join engine.meta_written as written
        on
            kpis.file_stem = written.file_stem
            and months.snapshot_date = written.snapshot_date
    where kpis.is_meta and kpis.is_enabled
    group by kpis.file_stem, kpis.measure, months.snapshot_date
),

judged as (
    select
        sums.file_stem,
        sums.measure,
        sums.period_end,
        sums.numerator,
        case when sums.measure <> 'count' then sums.denominator end as denominator,
        case
            when sums.measure = 'count' then 'ok'
            when sums.denominator = 0 then 'no_denominator'
            when sums.denominator < small.value_number then 'small_denominator'
            else 'ok'
        end as status,
        -- tenths of a per cent, half up
        (2000 * cast(sums.numerator as bigint) + cast(sums.denominator as bigint))
        // nullif(2 * cast(sums.denominator as bigint), 0) as tenths
    from sums
    inner join ref.parameter as small
        on small.name = 'small_denominator'
)

select
    judged.file_stem,
    'SNAP' as basis,
    judged.period_end,
    'authority' as level,
    'authority:' || run.la_code as member_key,
    '' as service_id,
    '' as team_id,
    '' as worker_id,
    '' as category,
    judged.numerator,
    judged.denominator,
    0 as months,
    case
        when judged.measure = 'count' then cast(judged.numerator as double)
        else
            100 * cast(judged.numerator as double)
            / nullif(cast(judged.denominator as double), 0)
    end as value,
    case
        when judged.measure = 'count' then cast(judged.numerator as decimal(18, 1))
        when judged.status = 'ok' then cast(judged.tenths * 0.1 as decimal(18, 1))
    end as value_rounded,
    case
        when judged.measure = 'count' then cast(cast(judged.numerator as bigint) as varchar)
        when judged.status = 'ok' then cast(cast(judged.tenths * 0.1 as decimal(18, 1)) as varchar)
        when judged.status = 'small_denominator'
            then
                cast(cast(judged.numerator as bigint) as varchar) || ' of '
                || cast(cast(judged.denominator as bigint) as varchar)
    end as value_display,
    case when judged.measure = 'count' then 0 else 1 end as value_decimals,
    cast(null as double) as ci_lower,
    cast(null as double) as ci_upper,
    cast(null as varchar) as signal,
    judged.status,
    case
        when judged.status = 'no_denominator' then 'nothing to divide by in this period'
        when judged.status = 'small_denominator' then 'too few in the denominator'
    end as reason
from judged
cross join ref.run as run
