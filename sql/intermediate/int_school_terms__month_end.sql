-- int_school_terms__month_end: the school year and terms that each month end lies in
-- grain    one row per month end
-- key      snapshot_date
-- units    dates, each the first day of the year or term
-- source   ref.month_end, ref.calendar; parameter school_term_start_months
with
term_months as (
    select
        string_split(
            replace(max(value_text) filter (where name = 'school_term_start_months'), ' ', ''), ','
        ) as months
    from ref.parameter
),

terms as (
    select
        calendar.date as term_from,
        lag(calendar.date) over (order by calendar.date) as previous_term_from
    from ref.calendar as calendar
    cross join term_months
    where
        day(calendar.date) = 1
        and list_contains(term_months.months, cast(month(calendar.date) as varchar))
)

select
    months.snapshot_date,
    -- a school year begins in September: eight months earlier it is a calendar year
    cast(
        date_trunc('year', months.snapshot_date - interval 8 month) + interval 8 month as date
    ) as school_year_from,
    terms.term_from,
    terms.previous_term_from
from ref.month_end as months
inner join terms
    on months.snapshot_date >= terms.term_from
qualify row_number() over (partition by months.snapshot_date order by terms.term_from desc) = 1
