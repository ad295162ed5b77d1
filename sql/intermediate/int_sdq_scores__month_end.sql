-- int_sdq_scores__month_end: the latest score of each looked-after child in the twelve months
-- grain    one row per looked-after child and month end with a score in those months
-- key      la_code, person_id, snapshot_date
-- units    score in points
-- source   intermediate.int_cla_ages__month_end, intermediate.int_sdq_scores__valid
select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    scores.completed_date,
    scores.score
from intermediate.int_cla_ages__month_end as children
-- inner: a child without a score is the reader's left join
inner join intermediate.int_sdq_scores__valid as scores
    on
        children.la_code = scores.la_code
        and children.person_id = scores.person_id
        and children.looked_from <= scores.completed_date
        and children.snapshot_date >= scores.completed_date
qualify
    row_number() over (
        partition by children.la_code, children.person_id, children.snapshot_date
        order by scores.completed_date desc, scores.table_id desc
    ) = 1
