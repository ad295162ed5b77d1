-- int_missing_episodes: episodes of children missing or away, with their return interviews
-- grain    one row per episode that began before the 18th birthday
-- key      la_code, table_id
-- units    dates, end_date null while missing; place: home, own_care or placed_here
-- source   int_missing_episodes__recorded, int_cla_stays, int_persons__current
-- One return interview answers several episodes of a child if they carry its id and it lies in the
-- time allowed after each (is_linked).
with
interviews as (
    select
        la_code,
        person_id,
        interview_id,
        max(completed_date) as completed_date,
        bool_or(is_offered) as is_offered,
        bool_or(is_accepted) as is_accepted
    from intermediate.int_missing_episodes__recorded
    where interview_id is not null
    group by la_code, person_id, interview_id
),

linked as (
    select
        episodes.la_code,
        episodes.table_id,
        interviews.completed_date,
        interviews.is_offered,
        interviews.is_accepted
    from intermediate.int_missing_episodes__recorded as episodes
    inner join interviews
        on
            episodes.la_code = interviews.la_code
            and episodes.person_id = interviews.person_id
            and episodes.interview_id = interviews.interview_id
            and episodes.end_date <= interviews.completed_date
            and episodes.interview_due_on >= interviews.completed_date
)

select
    episodes.la_code,
    episodes.table_id,
    episodes.person_id,
    episodes.episode_type,
    episodes.start_date,
    episodes.end_date,
    case
        when episodes.is_placed_here then 'placed_here'
        when stays.person_id is not null then 'own_care'
        else 'home'
    end as place,
    episodes.interview_due_on,
    episodes.is_offered or coalesce(linked.is_offered, false) as is_offered,
    episodes.is_accepted or coalesce(linked.is_accepted, false) as is_accepted,
    coalesce(linked.completed_date, episodes.completed_date) as completed_on
from intermediate.int_missing_episodes__recorded as episodes
-- left: most episodes share no interview
left join linked
    on
        episodes.la_code = linked.la_code
        and episodes.table_id = linked.table_id
-- left: most children who go missing live at home
left join intermediate.int_cla_stays as stays
    on
        episodes.la_code = stays.la_code
        and episodes.person_id = stays.person_id
        and episodes.start_date >= stays.start_date
        and episodes.start_date < coalesce(stays.end_date, date '9999-12-31')
left join intermediate.int_persons__current as persons
    on
        episodes.la_code = persons.la_code
        and episodes.person_id = persons.person_id
where coalesce(persons.eighteenth_birthday, date '9999-12-31') > episodes.start_date
