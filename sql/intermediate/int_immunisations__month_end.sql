-- int_immunisations__month_end: the latest word on each looked-after child's immunisations
-- grain    one row per looked-after child and month end on which something was known
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_cla_ages__month_end, intermediate.int_immunisations__known
select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    max(known.known_from) as known_from,
    max_by(known.is_up_to_date, known.known_from) as is_up_to_date
from intermediate.int_cla_ages__month_end as children
-- inner: a child of whom nothing is known is the reader's left join
inner join intermediate.int_immunisations__known as known
    on
        children.la_code = known.la_code
        and children.person_id = known.person_id
        and children.snapshot_date >= known.known_from
group by
    children.la_code,
    children.person_id,
    children.snapshot_date
