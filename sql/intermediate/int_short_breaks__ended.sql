-- int_short_breaks__ended: short breaks that ended while the child was under no other status
-- grain    one row per legal status V3 or V4 that has ended
-- key      la_code, legal_status_id
-- units    dates; end_date is the first day after the short break
-- source   intermediate.int_legal_statuses
-- A child moving from a short break to another status counts from the day of the new status (rule
-- on disabled children's short breaks), so these days are where the count of days in care begins.
select
    breaks.la_code,
    breaks.legal_status_id,
    breaks.person_id,
    breaks.start_date,
    breaks.end_date
from intermediate.int_legal_statuses as breaks
-- left, kept where nothing matches: another status on the last day means care went on
left join intermediate.int_legal_statuses as others
    on
        breaks.la_code = others.la_code
        and breaks.person_id = others.person_id
        and not others.is_short_break
        and breaks.end_date > others.start_date
        and breaks.end_date <= coalesce(others.end_date, date '9999-12-31')
where
    breaks.is_short_break
    and breaks.end_date is not null
    and breaks.end_date > breaks.start_date
    and others.person_id is null
