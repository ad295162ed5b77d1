/* kpi
name: Children waiting less than 14 months for adoption (A3)
domain: permanence
definition: >-
  Of the children adopted in the three years, and those in care with a decision for adoption at
  its end, how many moved in with their adoptive family, or have waited so far, less than 14
  months after entering care.
clock: >-
  Calendar months from the day care began; exactly 14 months is not less. Adoptions by the day of
  the order, waiting children at the period end.
source: DfE adoption scorecards, indicator A3
comparator: DfE adoption scorecards, three years to 31 March
caveats: >-
  A decision reversed by the period end is out. Adopted without ever being placed for adoption is
  left out, as in A1. The limit is the parameter adoption_wait_months.
version: 1
headline: R36
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [R36]
record: cla_episodes
*/
with
settings as (
    select cast(max(value_number) as integer) as wait_months
    from ref.parameter
    where name = 'adoption_wait_months'
),

waiting as (
    select
        plans.la_code,
        plans.person_id,
        plans.table_id,
        month_ends.snapshot_date,
        plans.care_start_date,
        least(plans.placed_date, month_ends.snapshot_date) as waited_to
    from intermediate.int_permanence_plans as plans
    -- inner: a plan counts at the month ends on which it was in force
    inner join ref.month_end as month_ends
        on
            plans.adm_decision_date <= month_ends.snapshot_date
            and plans.care_start_date <= month_ends.snapshot_date
            and coalesce(plans.care_end_date, date '9999-12-31') > month_ends.snapshot_date
            and coalesce(plans.decision_reversed_date, date '9999-12-31')
            > month_ends.snapshot_date
    qualify
        row_number() over (
            partition by plans.la_code, plans.person_id, month_ends.snapshot_date
            order by plans.adm_decision_date, plans.table_id
        ) = 1
)

select
    adoptions.la_code,
    adoptions.person_id,
    adoptions.last_episode_id as record_id,
    'cla_episodes' as record_table,
    adoptions.adopted_date as event_date,
    cast(null as date) as snapshot_date,
    case
        when
            adoptions.placed_date
            < adoptions.care_start_date + to_months(settings.wait_months)
            then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_adoptions as adoptions
cross join settings
where adoptions.placed_date between adoptions.care_start_date and adoptions.adopted_date
union all
select
    waiting.la_code,
    waiting.person_id,
    waiting.table_id as record_id,
    'permanence' as record_table,
    cast(null as date) as event_date,
    waiting.snapshot_date,
    case
        when waiting.waited_to < waiting.care_start_date + to_months(settings.wait_months) then 1
        else 0
    end as numerator,
    1 as denominator
from waiting
cross join settings
