-- int_cla_reviews__owed: reviews of looked-after children that have a due date and were not held
-- grain    one row per review not held and not cancelled, of a period of care still open
-- key      la_code, cla_review_id
-- units    dates
-- source   staging.cla_reviews, intermediate.int_cla_periods, ref.run
select
    reviews.la_code,
    reviews.cla_review_id,
    periods.person_id,
    reviews.cla_review_due_date as due_date
from staging.cla_reviews as reviews
-- inner: a review says which period of care it belongs to, and that says whose it is
inner join intermediate.int_cla_periods as periods
    on reviews.la_code = periods.la_code and reviews.cla_id = periods.cla_id
cross join ref.run as run
where
    reviews.cla_review_due_date is not null
    and reviews.cla_review_date is null
    and not coalesce(reviews.cla_review_cancelled, false)
    -- an end known ahead, such as the 18th birthday, has not come yet
    and coalesce(periods.end_date, date '9999-12-31') > run.extract_date
