/* rule
name: A review of a looked-after child on the first day of care or after it ended
severity: error
records: [cla_reviews]
columns:
  cla_reviews: [cla_review_date]
  cla_episodes: [cla_id, cla_episode_start_date, cla_episode_ceased_date]
fault: date
message: The review is dated on the day care began, before it or after it ended.
remedy: Correct the date of the review, or the period of care it belongs to.
*/
select
    reviews.la_code,
    reviews.cla_review_id as record_id,
    periods.person_id as source_person_id,
    reviews.cla_review_date as on_date,
    reviews.source_file,
    reviews.source_row,
    reviews.drop_month
from staging.cla_reviews as reviews
inner join intermediate.int_cla_periods as periods
    on
        reviews.la_code = periods.la_code
        and reviews.cla_id = periods.cla_id
where
    not coalesce(reviews.cla_review_cancelled, false)
    and (
        reviews.cla_review_date <= periods.entered_care_date
        or reviews.cla_review_date > coalesce(periods.recorded_end_date, date '9999-12-31')
    )
