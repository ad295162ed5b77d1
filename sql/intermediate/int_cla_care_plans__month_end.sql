-- int_cla_care_plans__month_end: settled looked-after children and whether their plan is current
-- grain    one row per child looked after for more than the settling days and month end
-- key      la_code, person_id, snapshot_date
-- units    dates; a care plan counts under 16, a pathway plan from the 16th birthday on
-- source   int_cla_month_end, int_cla_reviews__held, staging.cla_care_plan, staging.pathway_plans;
--          parameters care_plan_
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'care_plan_settling_wd') as integer)
            as settling_wd,
        cast(max(value_number) filter (where name = 'care_plan_months') as integer) as plan_months,
        cast(max(value_number) filter (where name = 'care_plan_before_review_wd') as integer)
            as before_review_wd
    from ref.parameter
),

said as (
    select
        la_code,
        source_person_id,
        cla_care_plan_start_date as planned_on,
        false as is_pathway
    from staging.cla_care_plan
    union all
    select
        la_code,
        source_person_id,
        started_date as planned_on,
        true as is_pathway
    from staging.pathway_plans
    union all
    select
        la_code,
        source_person_id,
        completed_date as planned_on,
        true as is_pathway
    from staging.pathway_plans
),

plans as (
    select
        said.la_code,
        coalesce(survivors.person_id, said.source_person_id) as person_id,
        said.planned_on,
        said.is_pathway
    from said
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            said.la_code = survivors.la_code
            and said.source_person_id = survivors.source_person_id
),

owed as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        children.cla_episode_id,
        parameters.plan_months,
        coalesce(persons.sixteenth_birthday <= children.snapshot_date, false) as is_pathway,
        max(reviewed.wd_no) - max(parameters.before_review_wd) as from_wd_no
    from intermediate.int_cla_month_end as children
    cross join parameters
    inner join ref.calendar as today
        on children.snapshot_date = today.date
    left join ref.calendar as entry
        on children.start_date = entry.date
    left join intermediate.int_persons__current as persons
        on children.la_code = persons.la_code and children.person_id = persons.person_id
    left join intermediate.int_cla_reviews__held as reviews
        on
            children.la_code = reviews.la_code
            and children.cla_id = reviews.cla_id
            and children.snapshot_date >= reviews.held_on
    left join ref.calendar as reviewed
        on reviews.held_on = reviewed.date
    where coalesce(today.wd_no - entry.wd_no > parameters.settling_wd, true)
    group by all
)

select
    owed.la_code,
    owed.person_id,
    owed.snapshot_date,
    owed.cla_episode_id,
    count(plans.planned_on) > 0 as is_current
from owed
left join ref.working_day as review_limit
    on owed.from_wd_no = review_limit.wd_no
left join plans
    on
        owed.la_code = plans.la_code
        and owed.person_id = plans.person_id
        and owed.is_pathway = plans.is_pathway
        and owed.snapshot_date >= plans.planned_on
        and owed.snapshot_date - to_months(owed.plan_months) <= plans.planned_on
        and coalesce(review_limit.date, plans.planned_on) <= plans.planned_on
group by owed.la_code, owed.person_id, owed.snapshot_date, owed.cla_episode_id
