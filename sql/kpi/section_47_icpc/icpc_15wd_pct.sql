/* kpi
name: Initial child protection conferences within 15 working days
domain: section_47_icpc
definition: >-
    Of the initial child protection conferences held in the period that followed a section 47
    enquiry of this authority, the share held within 15 working days of the enquiry's start, each
    child counted. Conferences for children who moved here, and those dated before the enquiry
    started, are in neither part.
clock: >-
    By the day of the conference. Day 0 is the day of the strategy discussion that began the
    enquiry; working day 15 is in time (parameter icpc_limit_wd). Of several enquiries, the recorded
    one, else the latest begun on or before the conference.
source: >-
    Working Together; DfE children in need statistics, table C4; LAIT indicator 218; LG Inform
    metric 3217
comparator: LAIT CP_conf_15days; EES CIN C4 (0 to 10 and 11 to 15 days)
caveats: >-
    Counts conferences held, so one that is overdue is not here until it is held. Before 2012/13
    national figures counted from the target date.
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
    cast(held.wd_no - started.wd_no <= parameters.limit_wd as integer) as numerator,
    1 as denominator
from intermediate.int_icpc__unique as conferences
cross join parameters
-- inner: without an enquiry there is no clock; nor outside the calendar
inner join ref.calendar as started
    on conferences.s47_start_date = started.date
inner join ref.calendar as held
    on conferences.icpc_date = held.date
where conferences.icpc_date >= conferences.s47_start_date
