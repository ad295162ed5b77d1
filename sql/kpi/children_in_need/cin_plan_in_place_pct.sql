/* kpi
name: Child in need cases with a plan
domain: children_in_need
definition: >-
    Of the children in need at the period end who have been assessed, are open for longer than 45
    working days, and are neither on a child protection plan nor looked after nor leaving care, the
    share with an open child in need plan.
clock: >-
    Working days from the referral to the period end, the day of referral being day 0 (parameter
    cin_plan_wait_wd). Assessed means an assessment of the episode authorised by the period end.
source: CIN census (CINplanDates); Ofsted ILACS Annex A list 6
comparator: none published
caveats: >-
    Care leavers are those the extract names, aged 16 or over. A child looked after for short breaks
    only is a child in need here.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 3, cin_assessments: 3}
unit_of_count: child
tells_of: service
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as wait_wd
    from ref.parameter
    where name = 'cin_plan_wait_wd'
),

assessed as (
    select
        la_code,
        referral_id,
        min(authorised_date) as assessed_on
    from intermediate.int_assessments__valid
    where authorised_date is not null
    group by
        la_code,
        referral_id
)

select
    cases.la_code,
    cases.person_id,
    cases.referral_id as record_id,
    cases.snapshot_date,
    cast(cin_plans.cin_plan_id is not null as integer) as numerator,
    1 as denominator
from intermediate.int_cin__month_end as cases
cross join parameters
-- left: a case opened before the calendar begins has been open for long
left join ref.calendar as opened
    on cases.open_since = opened.date
inner join ref.calendar as that_day
    on cases.snapshot_date = that_day.date
-- inner: a case not assessed yet needs no plan
inner join assessed
    on
        cases.la_code = assessed.la_code
        and cases.referral_id = assessed.referral_id
        and cases.snapshot_date >= assessed.assessed_on
left join intermediate.int_cin_plans__month_end as cin_plans
    on
        cases.la_code = cin_plans.la_code
        and cases.person_id = cin_plans.person_id
        and cases.snapshot_date = cin_plans.snapshot_date
left join intermediate.int_cp_plans__month_end as cp_plans
    on
        cases.la_code = cp_plans.la_code
        and cases.person_id = cp_plans.person_id
        and cases.snapshot_date = cp_plans.snapshot_date
left join intermediate.int_cla_month_end as looked_after
    on
        cases.la_code = looked_after.la_code
        and cases.person_id = looked_after.person_id
        and cases.snapshot_date = looked_after.snapshot_date
left join intermediate.int_care_leavers__persons as leavers
    on
        cases.la_code = leavers.la_code
        and cases.person_id = leavers.person_id
        and cases.snapshot_date >= leavers.leaving_from
where
    coalesce(that_day.wd_no - opened.wd_no > parameters.wait_wd, true)
    and cp_plans.person_id is null
    and looked_after.person_id is null
    and leavers.person_id is null
