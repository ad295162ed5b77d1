-- int_cla_reviews__held: statutory reviews held of looked-after children, with who chaired them
-- grain    one row per period of care and day on which a review was held
-- key      la_code, cla_id, held_on
-- units    dates; previous_held_on null for the first review of the period
-- source   staging.cla_reviews, intermediate.int_cla_periods, int_involvements__worker_team
-- A dated record counts whether or not there was a meeting; of a series of meetings the date is the
-- day it was completed. A review on the day care began, or after it ended, is none.
with
held as (
    select
        reviews.la_code,
        reviews.cla_id,
        reviews.cla_review_id,
        reviews.cla_review_date as held_on,
        upper(reviews.cla_review_participation) as participation,
        reviews.iro_id,
        periods.person_id,
        periods.start_date
    from staging.cla_reviews as reviews
    -- inner: a review belongs to a period of care, and that says whose it is
    inner join intermediate.int_cla_periods as periods
        on
            reviews.la_code = periods.la_code
            and reviews.cla_id = periods.cla_id
            and reviews.cla_review_date > periods.start_date
            and reviews.cla_review_date <= coalesce(periods.end_date, date '9999-12-31')
    where not coalesce(reviews.cla_review_cancelled, false)
    qualify
        row_number() over (
            partition by reviews.la_code, reviews.cla_id, reviews.cla_review_date
            order by reviews.cla_review_id
        ) = 1
),

teams as (
    select
        held.la_code,
        held.cla_review_id,
        max_by(workers.team_id, workers.from_date) as team_id
    from held
    -- inner: an officer without an involvement has no team on record
    inner join intermediate.int_involvements__worker_team as workers
        on
            held.la_code = workers.la_code
            and held.iro_id = workers.worker_id
            and held.held_on >= workers.from_date
    group by held.la_code, held.cla_review_id
)

select
    held.la_code,
    held.cla_id,
    held.cla_review_id,
    held.person_id,
    held.start_date,
    held.held_on,
    lag(held.held_on) over (
        partition by held.la_code, held.cla_id
        order by held.held_on
    ) as previous_held_on,
    held.participation,
    held.iro_id,
    coalesce(teams.team_id, 'UNALLOCATED') as iro_team_id,
    coalesce(held.iro_id, 'UNALLOCATED') as iro_worker_id
from held
left join teams
    on
        held.la_code = teams.la_code
        and held.cla_review_id = teams.cla_review_id
