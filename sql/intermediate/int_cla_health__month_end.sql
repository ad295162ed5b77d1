-- int_cla_health__month_end: how many checks each looked-after child had in the twelve months
-- grain    one row per looked-after child, month end and kind of check done in those months
-- key      la_code, person_id, snapshot_date, kind
-- units    last_date = the latest of them
-- source   intermediate.int_cla_ages__month_end, intermediate.int_cla_health__checks
select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    checks.kind,
    count(distinct checks.check_date) as checks_count,
    max(checks.check_date) as last_date
from intermediate.int_cla_ages__month_end as children
-- inner: a child without a check is the reader's left join
inner join intermediate.int_cla_health__checks as checks
    on
        children.la_code = checks.la_code
        and children.person_id = checks.person_id
        and children.looked_from <= checks.check_date
        and children.snapshot_date >= checks.check_date
group by
    children.la_code,
    children.person_id,
    children.snapshot_date,
    checks.kind
