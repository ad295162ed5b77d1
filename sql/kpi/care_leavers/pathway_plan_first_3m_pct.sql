/* kpi
name: First pathway plan within three months of becoming eligible
domain: care_leavers
definition: >-
  Of the young people whose limit fell in the period, how many had a first pathway plan completed
  within three months of becoming eligible: of turning 16 or, if later, of having been looked
  after for 13 weeks since 14.
clock: Calendar months, clamped to the month; the limit itself is in time. Counted on the limit.
source: Care Leavers (England) Regulations 2010; Children Act 1989 schedule 2 paragraph 19B
comparator: none published
caveats: >-
  Time in short breaks is no time looked after. A young person who left care before the limit is
  still owed the plan. A plan completed before the day of eligibility is in time. Limits:
  parameters pathway_plan_first_months, care_leaver_min_care_weeks.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
lookback_months: {cla_episodes: 27, pathway_plans: 3}
tells_of: service
record: cla_episodes
*/
with
settings as (
    select cast(max(value_number) as integer) as first_months
    from ref.parameter
    where name = 'pathway_plan_first_months'
),

limits as (
    select
        qualified.la_code,
        qualified.person_id,
        qualified.last_episode_id,
        cast(qualified.eligible_date + to_months(settings.first_months) as date) as due_date
    from intermediate.int_care_leavers__qualified as qualified
    cross join settings
),

plans as (
    select
        plans.la_code,
        coalesce(survivors.person_id, plans.source_person_id) as person_id,
        min(plans.completed_date) as first_completed_date
    from staging.pathway_plans as plans
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            plans.la_code = survivors.la_code
            and plans.source_person_id = survivors.source_person_id
    where plans.completed_date is not null
    group by all
)

select
    limits.la_code,
    limits.person_id,
    limits.last_episode_id as record_id,
    limits.due_date as event_date,
    case when plans.first_completed_date <= limits.due_date then 1 else 0 end as numerator,
    1 as denominator
from limits
-- left: no plan completed leaves the young person in
left join plans
    on
        limits.la_code = plans.la_code
        and limits.person_id = plans.person_id
