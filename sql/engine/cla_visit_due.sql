-- cla_visit_due: when each looked-after child is next to be visited
-- grain    one row per child looked after at the month's end; none if visits were never sent
-- key      la_code, record_id
-- units    dates; the clock is that of cla_visit_timely_pct, visits up to the extract count
-- source   intermediate.int_cla_visit_clock, int_cla_visits__of_persons, ref.parameter, ref.run,
--          seed.coverage
with
limits as (
    select cast(value_number as integer) as interval_days
    from ref.parameter
    where name = 'cla_visit_interval_days'
),

since_then as (
    select
        visits.la_code,
        visits.person_id,
        max(visits.visit_date) as visit_date
    from intermediate.int_cla_visits__of_persons as visits
    inner join ref.run as run
        on visits.visit_date > run.data_to and visits.visit_date <= run.extract_date
    group by visits.la_code, visits.person_id
)

select
    clocks.la_code,
    clocks.person_id,
    clocks.cla_episode_id as record_id,
    'cla_episodes' as record_table,
    'looked-after visit to make' as action,
    -- a visit since the month's end starts the same interval again
    coalesce(
        since_then.visit_date
        + cast(
            coalesce(clocks.next_due_on - clocks.last_visit_date, limits.interval_days) as integer
        ),
        clocks.next_due_on
    ) as due_date
from intermediate.int_cla_visit_clock as clocks
cross join limits
inner join ref.run as run
    on clocks.snapshot_date = run.data_to
inner join seed.coverage as coverage
    on coverage.table_name = 'cla_visits' and coverage.is_sent
left join since_then
    on clocks.la_code = since_then.la_code and clocks.person_id = since_then.person_id
