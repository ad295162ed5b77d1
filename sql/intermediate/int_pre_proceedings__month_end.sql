-- int_pre_proceedings__month_end: children in pre-proceedings at each month end
-- grain    one row per child and month end; of two open cases the earlier
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_pre_proceedings__valid, ref.month_end
select
    cases.la_code,
    cases.person_id,
    month_ends.snapshot_date,
    cases.pre_proceedings_id,
    cases.family_id,
    cases.start_date
from intermediate.int_pre_proceedings__valid as cases
-- inner: a case counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        cases.start_date <= month_ends.snapshot_date
        and coalesce(cases.end_date, date '9999-12-31') > month_ends.snapshot_date
qualify
    row_number() over (
        partition by cases.la_code, cases.person_id, month_ends.snapshot_date
        order by cases.start_date, cases.pre_proceedings_id
    ) = 1
