/* kpi
name: Electronic personal education plan in use
domain: education
definition: >-
  One once the first personal education plan has been completed electronically, nought before.
clock: State at the end of the last day of the month.
source: Scrutiny report 14 July 2015, 7.4
comparator: none published
caveats: Says that the electronic plan is in use, not how many children have one.
version: 1
headline: SNAP
pack: improvement_plan
polarity: higher
attribution: A-NONE
measure: count
unit: milestone
bases: [SNAP]
levels: [authority]
unit_of_count: milestone
record: peps
*/
with
first_plans as (
    select
        la_code,
        pep_id,
        completed_date
    from staging.peps
    where
        is_electronic
        and completed_date is not null
    qualify
        row_number() over (partition by la_code order by completed_date asc, pep_id asc) = 1
)

select
    first_plans.la_code,
    cast(null as varchar) as person_id,
    first_plans.pep_id as record_id,
    months.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from first_plans
inner join ref.month_end as months
    on first_plans.completed_date <= months.snapshot_date
