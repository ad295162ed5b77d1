-- int_cin_reviews__held: days on which a child in need plan was reviewed
-- grain    one row per child and day
-- key      la_code, person_id, held_on
-- units    dates
-- source   staging.cin_reviews; merges through intermediate.int_persons__survivor
select
    reviews.la_code,
    coalesce(survivors.person_id, reviews.source_person_id) as person_id,
    reviews.cin_review_date as held_on
from staging.cin_reviews as reviews
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        reviews.la_code = survivors.la_code
        and reviews.source_person_id = survivors.source_person_id
where reviews.cin_review_date is not null
group by
    reviews.la_code,
    coalesce(survivors.person_id, reviews.source_person_id),
    reviews.cin_review_date
