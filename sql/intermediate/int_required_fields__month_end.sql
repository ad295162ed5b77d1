-- int_required_fields__month_end: how many of the values figures need are recorded, child by child
-- grain    one row per child with an open case and month end
-- key      la_code, person_id, snapshot_date
-- units    values: filled_count of expected_count
-- source   intermediate.int_caseload__month_end, int_persons__current, int_cases__month_end,
--          int_referrals__unique, int_cp_plans__month_end, int_cla_month_end, int_legal_statuses,
--          staging.cla_placement, ref.code
-- A code that says "not known" (NOBT, U, N0) is no value.
with
codes as (
    select
        code_set,
        code
    from ref.code
    where (code_set, code) not in (('ethnicity', 'NOBT'), ('sex', 'U'), ('primary_need', 'N0'))
),

checks as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        unnest(['date', 'ethnicity', 'sex']) as code_set,
        unnest([
            cast(coalesce(persons.dob, persons.expected_dob) as varchar),
            persons.ethnicity,
            -- not known of an unborn child, and so not missing (census rule 8750)
            if(
                coalesce(persons.dob <= children.snapshot_date, persons.expected_dob is null),
                persons.sex,
                'unborn'
            )
        ]) as code
    from intermediate.int_caseload__month_end as children
    left join intermediate.int_persons__current as persons
        on children.la_code = persons.la_code and children.person_id = persons.person_id
    union all
    select
        cases.la_code,
        cases.person_id,
        cases.snapshot_date,
        unnest(['referral_source', 'primary_need']) as code_set,
        unnest([referrals.referral_source_code, referrals.primary_need_code]) as code
    from intermediate.int_cases__month_end as cases
    inner join intermediate.int_referrals__unique as referrals
        on cases.la_code = referrals.la_code and cases.referral_id = referrals.referral_id
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        'abuse_category' as code_set,
        latest_category as code
    from intermediate.int_cp_plans__month_end
    union all
    select
        care.la_code,
        care.person_id,
        care.snapshot_date,
        'legal_status' as code_set,
        max(statuses.legal_status) as code
    from intermediate.int_cla_month_end as care
    left join intermediate.int_legal_statuses as statuses
        on
            care.la_code = statuses.la_code
            and care.person_id = statuses.person_id
            and care.snapshot_date >= statuses.start_date
            and coalesce(statuses.end_date, date '9999-12-31') > care.snapshot_date
    group by care.la_code, care.person_id, care.snapshot_date
    union all
    select
        care.la_code,
        care.person_id,
        care.snapshot_date,
        'placement_type' as code_set,
        max(placements.cla_placement_type) as code
    from intermediate.int_cla_month_end as care
    left join staging.cla_placement as placements
        on
            care.la_code = placements.la_code
            and care.cla_id = placements.cla_id
            and care.snapshot_date >= placements.cla_placement_start_date
            and coalesce(placements.cla_placement_end_date, date '9999-12-31') > care.snapshot_date
    group by care.la_code, care.person_id, care.snapshot_date
)

select
    checks.la_code,
    checks.person_id,
    checks.snapshot_date,
    count(*) as expected_count,
    count(*) filter (
        where codes.code is not null or (checks.code_set = 'date' and checks.code is not null)
    ) as filled_count
from checks
left join codes
    on checks.code_set = codes.code_set and checks.code = codes.code
where checks.code is distinct from 'unborn'
group by checks.la_code, checks.person_id, checks.snapshot_date
