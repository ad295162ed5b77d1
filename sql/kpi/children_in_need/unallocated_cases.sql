/* kpi
name: Open cases without an allocated worker
domain: children_in_need
definition: >-
    Children with an open case at the end of the day and no open involvement in a lead role, by how
    many working days they have had none.
clock: >-
    Working days from the day the case last lost its lead worker, or from the referral if it had
    none, to the period end; that day is day 0.
source: Local; Ofsted inspection practice
comparator: none published
caveats: >-
    Cases referred on the last days of the month wait for allocation; those of 6 working days and
    over do not. Which roles lead is the council's setting lead_roles.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
categories: [0 to 1 working days, 2 to 5 working days, 6 working days and over]
lookback_months: {involvements: 0}
unit_of_count: child
record: cin_episodes
*/
with
held as (
    select
        cases.la_code,
        cases.person_id,
        cases.referral_id,
        cases.snapshot_date,
        cases.open_since,
        max(leads.end_date) as last_held_on,
        max_by(leads.team_id, (leads.end_date, leads.involvement_id)) as last_team_id
    from intermediate.int_cases__month_end as cases
    -- left: a case may never have had a lead worker
    left join intermediate.int_involvements__lead as leads
        on
            cases.la_code = leads.la_code
            and cases.person_id = leads.person_id
            and cases.snapshot_date >= leads.start_date
            and cases.open_since <= coalesce(leads.end_date, date '9999-12-31')
    group by
        cases.la_code,
        cases.person_id,
        cases.referral_id,
        cases.snapshot_date,
        cases.open_since
    having
        not bool_or(
            leads.start_date is not null
            and coalesce(leads.end_date, date '9999-12-31') > cases.snapshot_date
        )
),

counted as (
    select
        held.la_code,
        held.person_id,
        held.referral_id,
        held.snapshot_date,
        -- the team that held it last; before any, the team it came to
        coalesce(held.last_team_id, referrals.referral_team_id, 'UNALLOCATED') as team_id,
        that_day.wd_no - since.wd_no as waiting_wd
    from held
    inner join intermediate.int_referrals__unique as referrals
        on
            held.la_code = referrals.la_code
            and held.referral_id = referrals.referral_id
    -- left: a case without a worker since before the calendar has waited for long
    left join ref.calendar as since
        on greatest(held.open_since, coalesce(held.last_held_on, held.open_since)) = since.date
    inner join ref.calendar as that_day
        on held.snapshot_date = that_day.date
)

select
    la_code,
    person_id,
    referral_id as record_id,
    snapshot_date,
    team_id,
    'UNALLOCATED' as worker_id,
    1 as numerator,
    cast(null as integer) as denominator,
    case
        when waiting_wd <= 1 then '0 to 1 working days'
        when waiting_wd <= 5 then '2 to 5 working days'
        else '6 working days and over'
    end as category
from counted
