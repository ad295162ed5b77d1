/* kpi
name: Looked-after children whose reviews were held in timescale
domain: looked_after
definition: >-
    Of the children looked after at the period end for at least 20 working days, the share for
    whom every review due in the last 12 months, or since they came into care, was held on time
    and none is overdue. Short breaks (V3, V4) alone are out. A review without a date was not
    held.
clock: >-
    First review within 20 working days of coming into care, the second within 3 months of the
    first, each later one within 6 months of the one before; the due day itself is in time. The
    clock starts anew with each period of care. Parameters cla_review_first_wd,
    cla_review_second_months, cla_review_later_months, cla_review_lookback_months.
source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33; NI 66
comparator: none since NI 66 ended
caveats: >-
    A late review fails the child until it fell due 12 months ago. In a long-term foster
    placement of over a year a review need not be a meeting: a dated record counts.
version: 1
differs: >-
    Counted by child at the end of the month, so credited to who holds the child; the reviewing
    officer is its second credit.
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: {cla_episodes: 12, cla_reviews: 21}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'cla_review_first_wd') as integer)
            as first_wd,
        cast(max(value_number) filter (where name = 'cla_review_lookback_months') as integer)
            as lookback_months
    from ref.parameter
),

judged as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        bool_and(coalesce(steps.held_on <= steps.due_on, false)) as is_timely
    from intermediate.int_cla_month_end as children
    cross join parameters
    inner join intermediate.int_cla_review_steps as steps
        on
            children.la_code = steps.la_code
            and children.cla_id = steps.cla_id
            and children.snapshot_date >= steps.due_on
    where
        steps.due_on > children.snapshot_date - to_months(parameters.lookback_months)
        -- a review still owed counts however long ago it fell due
        or coalesce(steps.held_on, date '9999-12-31') > children.snapshot_date
    group by children.la_code, children.person_id, children.snapshot_date
)

select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    coalesce(officers.team_id, 'UNALLOCATED') as second_team_id,
    coalesce(officers.worker_id, 'UNALLOCATED') as second_worker_id,
    cast(coalesce(judged.is_timely, true) as integer) as numerator,
    1 as denominator
from intermediate.int_cla_month_end as children
cross join parameters
inner join ref.calendar as today
    on children.snapshot_date = today.date
-- left: care that began before the calendar began long ago
left join ref.calendar as entry
    on children.start_date = entry.date
-- left: no review due in the look-back leaves the child in time
left join judged
    on
        children.la_code = judged.la_code
        and children.person_id = judged.person_id
        and children.snapshot_date = judged.snapshot_date
left join intermediate.int_cla_iro__month_end as officers
    on
        children.la_code = officers.la_code
        and children.person_id = officers.person_id
        and children.snapshot_date = officers.snapshot_date
where coalesce(today.wd_no - entry.wd_no >= parameters.first_wd, true)
