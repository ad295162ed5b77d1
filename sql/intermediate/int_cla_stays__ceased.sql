-- int_cla_stays__ceased: stays in care that ended, with the reason
-- grain    one row per child and stay that ended
-- key      la_code, person_id, stay_number
-- units    dates; end_date may lie ahead: the day before a child's 18th birthday
-- source   int_cla_stays, int_legal_statuses
-- X1 says that care goes on in another episode, so a stay that ends with it has not ended. A child
-- who was under a short break alone (V3, V4) to the last day was no child looked after any more.
with
last_statuses as (
    select
        stays.la_code,
        stays.person_id,
        stays.stay_number,
        bool_and(statuses.is_short_break) as is_short_break_only
    from intermediate.int_cla_stays as stays
    -- inner: a stay without a status on its last day is looked up below
    inner join intermediate.int_legal_statuses as statuses
        on
            stays.la_code = statuses.la_code
            and stays.person_id = statuses.person_id
            and stays.end_date > statuses.start_date
            and stays.end_date <= coalesce(statuses.end_date, date '9999-12-31')
    group by
        stays.la_code,
        stays.person_id,
        stays.stay_number
)

select
    stays.la_code,
    stays.person_id,
    stays.stay_number,
    stays.last_episode_id,
    stays.end_date,
    coalesce(stays.end_reason, 'not recorded') as end_reason
from intermediate.int_cla_stays as stays
-- left: no status recorded that day does not make the care a short break
left join last_statuses
    on
        stays.la_code = last_statuses.la_code
        and stays.person_id = last_statuses.person_id
        and stays.stay_number = last_statuses.stay_number
where
    stays.end_date is not null
    and coalesce(stays.end_reason, '') <> 'X1'
    and not coalesce(last_statuses.is_short_break_only, false)
