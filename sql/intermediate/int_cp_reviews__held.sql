-- int_cp_reviews__held: review conferences held, by plan
-- grain    one row per plan and day a review conference was held
-- key      la_code, cp_plan_id, held_on
-- units    dates
-- source   staging.cp_reviews, intermediate.int_cp_plans__anchored;
--          quality.cp_review_not_after_start keeps out a review that cannot be the plan's
-- A review on or before the plan's start is invalid (CIN census rule 8841). An inquorate conference
-- that was held counts, as in national data.
select
    plans.la_code,
    plans.cp_plan_id,
    reviews.cp_review_date as held_on,
    min(reviews.chair_id) as chair_id,
    min(reviews.cp_review_id) as cp_review_id,
    coalesce(bool_or(reviews.cp_review_participation), false) as is_participation,
    coalesce(bool_or(reviews.cp_review_quorate), false) as is_quorate
from intermediate.int_cp_plans__anchored as plans
-- inner: the plans' own reviews; other authorities' plans are not here
inner join staging.cp_reviews as reviews
    on
        plans.la_code = reviews.la_code
        and plans.cp_plan_id = reviews.cp_plan_id
        and reviews.cp_review_date is not null
left join quality.cp_review_not_after_start as wrong
    on
        reviews.la_code = wrong.la_code
        and reviews.cp_review_id = wrong.record_id
where wrong.record_id is null
group by
    plans.la_code,
    plans.cp_plan_id,
    reviews.cp_review_date
