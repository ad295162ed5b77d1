-- action_list: what is overdue or falls due next, child by child, with who holds the child
-- grain    one row per child, record and action still to be done as at the extract
-- key      la_code, action, record_id
-- units    working days from the extract to the due date, below 0 = overdue; the due day is in time
-- source   engine.action_due, engine.supervision_due, engine.visit_due, engine.cla_visit_due,
--          engine.health_due, engine.pep_due, engine.holder, ref.calendar, ref.run
with
owed as (
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_date
    from engine.action_due
    union all
    select
        la_code,
        person_id,
        person_id as record_id,
        'person' as record_table,
        'case supervision to record' as action,
        due_date
    from engine.supervision_due
    union all
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_date
    from engine.visit_due
    union all
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_date
    from engine.cla_visit_due
    union all
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_date
    from engine.health_due
    union all
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_date
    from engine.pep_due
)

select
    owed.la_code,
    coalesce(holders.team_id, 'UNALLOCATED') as team_id,
    coalesce(holders.worker_id, 'UNALLOCATED') as worker_id,
    owed.action,
    owed.person_id,
    owed.record_id,
    owed.record_table,
    owed.due_date,
    due_days.wd_no - today.wd_no as working_days_left,
    owed.due_date < run.extract_date as is_overdue
from owed
cross join ref.run as run
inner join ref.calendar as today
    on run.extract_date = today.date
-- inner: a due date before the calendar begins or after it ends cannot be counted to
inner join ref.calendar as due_days
    on owed.due_date = due_days.date
left join engine.holder as holders
    on
        owed.la_code = holders.la_code
        and owed.person_id = holders.person_id
        and holders.occasion = 'extract'
