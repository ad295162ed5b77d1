-- population_for_period: the number of children a rate is divided by, for each period end
-- grain    one row per period end; none where no estimate was published by the extract
-- key      la_code, period_end
-- units    children aged 0 to 17; population_year is the mid-year of the estimate
-- source   seed.population; a year to 31 March Y is divided by the estimate of mid-(Y-1)
with
ends as (
    select distinct
        run.la_code,
        run.extract_date,
        periods.period_end,
        -- January to March belong to the reporting year that ends in the same calendar year
        year(periods.period_end)
        - case when month(periods.period_end) < 4 then 1 else 0 end as wanted_year
    from ref.period as periods
    cross join ref.run as run
),

candidates as (
    select
        ends.la_code,
        ends.period_end,
        ends.wanted_year,
        estimates.mid_year,
        estimates.estimate,
        estimates.vintage,
        estimates.published_on,
        estimates.source,
        -- a council may fix the vintage that its earlier reports used, for a range of dates
        coalesce(estimates.preferred_from, estimates.preferred_to) is not null
        and ends.period_end >= coalesce(estimates.preferred_from, ends.period_end)
        and ends.period_end <= coalesce(estimates.preferred_to, ends.period_end) as is_preferred
    from ends
    inner join seed.population as estimates
        on ends.la_code = estimates.la_code and estimates.age_band = '0-17'
    where estimates.published_on <= ends.extract_date
),

ranked as (
    select
        la_code,
        period_end,
        wanted_year,
        mid_year,
        estimate,
        vintage,
        published_on,
        source,
        row_number() over (
            partition by la_code, period_end
            order by
                is_preferred desc,
                abs(mid_year - wanted_year),
                published_on desc,
                vintage desc
        ) as choice
    from candidates
)

select
    la_code,
    period_end,
    estimate as population,
    mid_year as population_year,
    vintage,
    published_on,
    mid_year <> wanted_year as is_provisional,
    source
from ranked
where choice = 1
