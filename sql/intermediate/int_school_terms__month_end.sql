-- int_school_terms__month_end: the school year and terms that each month end lies in
-- grain    one row per month end
-- key      snapshot_date
-- units    dates, each the first day of the year or term
-- source   ref.month_end, intermediate.int_school_terms__month
select
    months.snapshot_date,
    terms.school_year_from,
    terms.term_from,
    terms.previous_term_from
from ref.month_end as months
inner join intermediate.int_school_terms__month as terms
    on months.snapshot_date = terms.month_end
