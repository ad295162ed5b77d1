-- supervision_due: when case supervision of each child held is next due
-- grain    one row per child held on the day of the extract; none if supervision is never sent
-- key      la_code, person_id
-- units    dates; supervision_interval_days after the last one, or after the worker took the case
-- source   engine.child_held, engine.holder, intermediate.int_supervisions__of_persons,
--          ref.parameter, seed.coverage
with
latest as (
    select
        supervisions.la_code,
        supervisions.person_id,
        max(supervisions.supervision_date) as supervision_date
    from intermediate.int_supervisions__of_persons as supervisions
    group by supervisions.la_code, supervisions.person_id
),

sent as (
    select table_name
    from seed.coverage
    where table_name = 'supervisions' and is_sent
)

select
    holders.la_code,
    holders.person_id,
    coalesce(latest.supervision_date, holders.held_since)
    + cast(parameters.value_number as integer) as due_date
from engine.holder as holders
cross join sent
inner join ref.parameter as parameters
    on parameters.name = 'supervision_interval_days'
-- inner: an involvement left open on a closed case needs closing, not supervision
inner join engine.child_held as children
    on
        holders.la_code = children.la_code
        and holders.person_id = children.person_id
        and children.case_type <> 'other'
left join latest
    on holders.la_code = latest.la_code and holders.person_id = latest.person_id
where holders.occasion = 'extract'
