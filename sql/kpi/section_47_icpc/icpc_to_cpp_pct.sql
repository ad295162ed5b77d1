/* kpi
name: Initial child protection conferences resulting in a plan
domain: section_47_icpc
definition: >-
    Of the initial child protection conferences held in the period, each child counted, the share
    whose outcome was a child protection plan. Where the outcome is not recorded, a plan of the
    child that started on the day of the conference says so.
clock: By the day of the conference.
source: Ofsted ILACS Annex A list 5; CIN census (DateOfInitialCPC, CPPstartDate; rule 2885)
comparator: >-
    EES CIN D3 plans started over C4 conferences of the same year: counts, not this cohort
caveats: A low share may mean that conferences are called too readily, or plans made too seldom.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: initial_cp_conference
*/
with
plan_starts as (
    select distinct
        la_code,
        person_id,
        start_date
    from intermediate.int_cp_plans__valid
)

select
    conferences.la_code,
    conferences.person_id,
    conferences.icpc_id as record_id,
    conferences.icpc_date as event_date,
    conferences.team_id,
    conferences.worker_id,
    cast(
        coalesce(conferences.is_plan_recorded, plan_starts.start_date is not null) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_icpc__unique as conferences
-- left: not every conference makes a plan
left join plan_starts
    on
        conferences.la_code = plan_starts.la_code
        and conferences.person_id = plan_starts.person_id
        and conferences.icpc_date = plan_starts.start_date
