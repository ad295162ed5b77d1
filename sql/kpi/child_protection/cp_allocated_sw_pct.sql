/* kpi
name: Children on a plan allocated to a qualified social worker
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end, the share with an open involvement
    of a registered social worker in a role that holds cases.
clock: >-
    State at the period end: begun on or before the day and not ended by its close. Which roles hold
    cases is parameter allocated_roles; a chair's involvement is no allocation.
source: Former NI and PAF (allocated to a qualified social worker); Ofsted ILACS Annex A list 7
comparator: none published
caveats: >-
    Registered means that the register of professionals holds a registration number; it is the
    number known today.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {involvements: 0, professionals: 0}
unit_of_count: child
tells_of: service
record: cp_plans
*/
with
parameters as (
    select string_split(replace(value_text, ' ', ''), ',') as roles
    from ref.parameter
    where name = 'allocated_roles'
),

allocations as (
    select
        involvements.la_code,
        coalesce(survivors.person_id, involvements.source_person_id) as person_id,
        involvements.involvement_start_date as start_date,
        coalesce(involvements.involvement_end_date, date '9999-12-31') as end_date
    from staging.involvements as involvements
    cross join parameters
    -- inner: a worker without a registration number is not a registered social worker
    inner join staging.professionals as professionals
        on
            involvements.la_code = professionals.la_code
            and involvements.professional_id = professionals.professional_id
            and professionals.social_worker_registration_no is not null
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            involvements.la_code = survivors.la_code
            and involvements.source_person_id = survivors.source_person_id
    where list_contains(parameters.roles, involvements.professional_role_id)
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    cast(count(allocations.start_date) > 0 as integer) as numerator,
    1 as denominator
from intermediate.int_cp_plans__month_end as plans
-- left: a child nobody is allocated to stays in
left join allocations
    on
        plans.la_code = allocations.la_code
        and plans.person_id = allocations.person_id
        and plans.snapshot_date >= allocations.start_date
        and plans.snapshot_date < allocations.end_date
group by
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id,
    plans.snapshot_date
