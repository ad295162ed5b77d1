-- int_private_fostering__month_end: private fostering arrangements of each month, visited or not
-- grain    one row per arrangement and month end, open that day or ended in the month
-- key      la_code, arrangement_id, snapshot_date
-- units    is_timely: every visit owed by the day, or by the end, was made in time
-- source   staging.private_fostering, int_private_fostering__gaps, ref.month_end
with
arrangements as (
    select
        arrangements.la_code,
        arrangements.arrangement_id,
        coalesce(survivors.person_id, arrangements.source_person_id) as person_id,
        arrangements.team_id,
        arrangements.worker_id,
        months.snapshot_date,
        coalesce(arrangements.end_date, date '9999-12-31') > months.snapshot_date as is_open,
        -- the last day up to which visits are owed
        least(months.snapshot_date, coalesce(arrangements.end_date - 1, months.snapshot_date))
            as owed_to
    from staging.private_fostering as arrangements
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            arrangements.la_code = survivors.la_code
            and arrangements.source_person_id = survivors.source_person_id
    inner join ref.month_end as months
        on
            arrangements.notified_date <= months.snapshot_date
            and coalesce(arrangements.end_date, date '9999-12-31')
            >= date_trunc('month', months.snapshot_date)
)

select
    arrangements.la_code,
    arrangements.arrangement_id,
    arrangements.person_id,
    arrangements.team_id,
    arrangements.worker_id,
    arrangements.snapshot_date,
    arrangements.is_open,
    coalesce(
        bool_and(coalesce(gaps.visited_on <= gaps.due_on, false))
        filter (where gaps.step_number is not null),
        true
    ) as is_timely
from arrangements
-- left: no visit owed yet leaves the arrangement in time
left join intermediate.int_private_fostering__gaps as gaps
    on
        arrangements.la_code = gaps.la_code
        and arrangements.arrangement_id = gaps.arrangement_id
        and arrangements.owed_to >= gaps.due_on
group by
    arrangements.la_code,
    arrangements.arrangement_id,
    arrangements.person_id,
    arrangements.team_id,
    arrangements.worker_id,
    arrangements.snapshot_date,
    arrangements.is_open
