-- int_journey__entries: every entry of a child into a stage of the journey from contact to care
-- grain    one row per child and entry into a stage
-- key      la_code, stage_number, record_id
-- units    dates; stage_number 1 to 7 in the order of the stages
-- source   int_contacts__unique, int_referrals__unique, int_assessments__valid, int_s47__unique,
--          int_icpc__unique, int_cp_plans__valid, int_cla_periods
with
entries as (
    select
        la_code,
        1 as stage_number,
        'contact' as stage,
        'contacts' as record_table,
        contact_id as record_id,
        person_id,
        contact_date as entered_on
    from intermediate.int_contacts__unique
    union all
    select
        la_code,
        2 as stage_number,
        'referral' as stage,
        'cin_episodes' as record_table,
        referral_id as record_id,
        person_id,
        referral_date as entered_on
    from intermediate.int_referrals__unique
    union all
    select
        la_code,
        3 as stage_number,
        'assessment' as stage,
        'cin_assessments' as record_table,
        assessment_id as record_id,
        person_id,
        start_date as entered_on
    from intermediate.int_assessments__valid
    union all
    select
        la_code,
        4 as stage_number,
        'section 47' as stage,
        's47_enquiry' as record_table,
        s47_enquiry_id as record_id,
        person_id,
        start_date as entered_on
    from intermediate.int_s47__unique
    union all
    select
        la_code,
        5 as stage_number,
        'conference' as stage,
        'initial_cp_conference' as record_table,
        icpc_id as record_id,
        person_id,
        icpc_date as entered_on
    from intermediate.int_icpc__unique
    union all
    select
        la_code,
        6 as stage_number,
        'plan' as stage,
        'cp_plans' as record_table,
        cp_plan_id as record_id,
        person_id,
        start_date as entered_on
    from intermediate.int_cp_plans__valid
    union all
    select
        la_code,
        7 as stage_number,
        'care' as stage,
        'cla_episodes' as record_table,
        last_episode_id as record_id,
        person_id,
        start_date as entered_on
    from intermediate.int_cla_periods
)

select
    la_code,
    stage_number,
    stage,
    record_table,
    record_id,
    person_id,
    entered_on
from entries
