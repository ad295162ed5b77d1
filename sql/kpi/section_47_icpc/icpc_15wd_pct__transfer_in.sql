/* kpi
name: Conferences for children who moved here, within 15 working days of notification
domain: section_47_icpc
variant: transfer_in
definition: >-
    Of the initial child protection conferences held in the period for children who moved here under
    another authority's plan, the share held within 15 working days of that authority's written
    notification. One without a day of notification, or before it, is in neither part.
clock: >-
    By the day of the conference. Day 0 is the day of notification; working day 15 is in time
    (parameter icpc_limit_wd).
source: Local procedures; DfE data collection (transfer-in conferences are reported apart)
comparator: none published
caveats: The day of notification is an extension column; few children, so a count says more.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: 0
unit_of_count: child
tells_of: service
record: initial_cp_conference
*/
with
parameters as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'icpc_limit_wd'
)

select
    conferences.la_code,
    conferences.person_id,
    conferences.icpc_id as record_id,
    conferences.icpc_date as event_date,
    conferences.team_id,
    conferences.worker_id,
    conferences.chair_team_id as second_team_id,
    conferences.chair_id as second_worker_id,
    cast(held.wd_no - notified.wd_no <= parameters.limit_wd as integer) as numerator,
    1 as denominator
from intermediate.int_icpc__unique as conferences
cross join parameters
-- inner: without a notification there is no clock
inner join ref.calendar as notified
    on conferences.transfer_notified_date = notified.date
inner join ref.calendar as held
    on conferences.icpc_date = held.date
where
    conferences.is_transfer_in
    and conferences.icpc_date >= conferences.transfer_notified_date
