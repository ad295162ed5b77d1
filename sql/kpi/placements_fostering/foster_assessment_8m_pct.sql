/* kpi
name: Fostering assessments decided within 8 months
domain: placements_fostering
definition: >-
    Of the mainstream fostering assessments decided in the period, to approve or not to, the
    share decided within 8 months of the application.
clock: >-
    From the application to the decision of the agency decision maker; the same day of the month
    8 months later is in time (parameter foster_assessment_months).
source: >-
    Fostering Services: National Minimum Standards 2011, standard 14 (not verified)
comparator: none published
caveats: >-
    Family and friends assessments have a clock of their own and are out, as are households that
    withdrew or whose application has no date.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: household
tells_of: service
record: fostering_households
*/
with
parameters as (
    select cast(max(value_number) as integer) as limit_months
    from ref.parameter
    where name = 'foster_assessment_months'
),

decided as (
    select
        la_code,
        household_id,
        team_id,
        worker_id,
        application_date,
        -- the decision to approve or not to; a household that withdrew was not decided on
        least(approval_date, refused_date) as decided_date
    from staging.fostering_households
    where kind = 'mainstream'
)

select
    decided.la_code,
    cast(null as varchar) as person_id,
    decided.household_id as record_id,
    decided.decided_date as event_date,
    coalesce(decided.team_id, 'UNALLOCATED') as team_id,
    coalesce(decided.worker_id, 'NONE') as worker_id,
    cast(
        decided.decided_date
        <= decided.application_date + to_months(parameters.limit_months) as integer
    ) as numerator,
    1 as denominator
from decided
cross join parameters
-- without an application, or decided before it, the wait cannot be told
where decided.decided_date >= decided.application_date
