-- int_stock__paused: children whose record in a stock is open but who are not counted that day
-- grain    one row per stock, child and month end
-- key      la_code, stock, person_id, snapshot_date
-- units    dates
-- source   int_cla_month_end__open, int_legal_statuses, int_early_help__valid, int_cin__month_end
-- Looked after for a short break alone (V3, V4), or in early help and a child in need as well.
select
    care.la_code,
    'children looked after' as stock,
    care.person_id,
    care.snapshot_date
from intermediate.int_cla_month_end__open as care
-- inner: without a status that day a child counts as looked after
inner join intermediate.int_legal_statuses as statuses
    on
        care.la_code = statuses.la_code
        and care.person_id = statuses.person_id
        and care.snapshot_date >= statuses.start_date
        and care.snapshot_date < coalesce(statuses.end_date, date '9999-12-31')
group by
    care.la_code,
    care.person_id,
    care.snapshot_date
having bool_and(statuses.is_short_break)
union all
select distinct
    episodes.la_code,
    'early help' as stock,
    episodes.person_id,
    cases.snapshot_date
from intermediate.int_early_help__valid as episodes
inner join intermediate.int_cin__month_end as cases
    on
        episodes.la_code = cases.la_code
        and episodes.person_id = cases.person_id
        and episodes.start_date <= cases.snapshot_date
        and coalesce(episodes.end_date, date '9999-12-31') > cases.snapshot_date
