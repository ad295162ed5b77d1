/* kpi
name: Case supervision recorded in timescale
domain: quality_assurance
definition: >-
    Of the children whose case has been open, and held by a lead worker, for longer than the
    supervision interval at the period end, the share with a case supervision recorded on the child
    within that interval. Group supervision recorded on the child counts; one dated after the period
    end does not.
clock: >-
    Days back from the period end (parameter supervision_interval_days); exactly that many days ago
    is in time. Held for longer means led both on that day and on the day before the interval.
source: Local practice standard (monthly case supervision)
comparator: none published
caveats: Whether the record reflects the discussion is judged by audit, not by date.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {supervisions: 1}
unit_of_count: child
tells_of: service
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as interval_days
    from ref.parameter
    where name = 'supervision_interval_days'
),

cases as (
    select
        cases.la_code,
        cases.person_id,
        cases.referral_id,
        cases.snapshot_date,
        cases.snapshot_date - parameters.interval_days as interval_from
    from intermediate.int_cases__month_end as cases
    cross join parameters
    where cases.open_since < cases.snapshot_date - parameters.interval_days
),

held_cases as (
    select
        cases.la_code,
        cases.person_id,
        cases.referral_id,
        cases.snapshot_date,
        cases.interval_from
    from cases
    -- inner: a case nobody leads on is in the count of unallocated cases, not here
    inner join intermediate.int_involvements__lead as leads
        on
            cases.la_code = leads.la_code
            and cases.person_id = leads.person_id
            and cases.snapshot_date >= leads.start_date
    group by
        cases.la_code,
        cases.person_id,
        cases.referral_id,
        cases.snapshot_date,
        cases.interval_from
    having
        bool_or(coalesce(leads.end_date, date '9999-12-31') > cases.snapshot_date)
        and bool_or(
            leads.start_date < cases.interval_from
            and coalesce(leads.end_date, date '9999-12-31') >= cases.interval_from
        )
)

select
    held_cases.la_code,
    held_cases.person_id,
    held_cases.referral_id as record_id,
    held_cases.snapshot_date,
    cast(count(supervisions.supervision_date) > 0 as integer) as numerator,
    1 as denominator
from held_cases
-- left: no supervision in the interval leaves the case in
left join intermediate.int_supervisions__of_persons as supervisions
    on
        held_cases.la_code = supervisions.la_code
        and held_cases.person_id = supervisions.person_id
        and held_cases.snapshot_date >= supervisions.supervision_date
        and held_cases.interval_from <= supervisions.supervision_date
group by
    held_cases.la_code,
    held_cases.person_id,
    held_cases.referral_id,
    held_cases.snapshot_date
