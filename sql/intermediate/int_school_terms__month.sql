-- int_school_terms__month: the school year and terms that each month lies in
-- grain    one row per month of the calendar from its first term on
-- key      month_end
-- units    dates, each the first day of the year or term; a term begins with a month
-- source   ref.calendar; parameter school_term_start_months
with
term_months as (
    select
        string_split(
            replace(max(value_text) filter (where name = 'school_term_start_months'), ' ', ''), ','
        ) as months
    from ref.parameter
),

months as (
    select
        calendar.month_end,
        calendar.date as month_start,
        list_contains(term_months.months, cast(month(calendar.date) as varchar)) as is_term_start
    from ref.calendar as calendar
    cross join term_months
    where day(calendar.date) = 1
),

terms as (
    select
        month_start as term_from,
        lag(month_start) over (order by month_start) as previous_term_from
    from months
    where is_term_start
)

select
    months.month_end,
    -- a school year begins in September: eight months earlier it is a calendar year
    cast(
        date_trunc('year', months.month_end - interval 8 month) + interval 8 month as date
    ) as school_year_from,
    terms.term_from,
    terms.previous_term_from
from months
inner join terms
    on months.month_start >= terms.term_from
qualify row_number() over (partition by months.month_end order by terms.term_from desc) = 1
