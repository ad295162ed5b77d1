-- pre_proceedings: the latest word on each record, trimmed, blanks as null
-- grain    one row per child in pre-proceedings
-- key      la_code, table_id
-- units    dates; flags true, false or not recorded
-- source   landed.pre_proceedings
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(plo_family_id), '') as plo_family_id,
    pre_pro_decision_date,
    initial_pre_pro_meeting_date,
    nullif(trim(pre_pro_outcome), '') as pre_pro_outcome,
    agree_stepdown_issue_date,
    cp_plans_referral_period,
    nullif(trim(legal_gateway_outcome), '') as legal_gateway_outcome,
    prev_pre_proc_child,
    prev_care_proc_child,
    pre_pro_letter_date,
    care_pro_letter_date,
    pre_pro_meetings_num,
    pre_pro_parents_legal_rep,
    parents_legal_rep_point_of_issue,
    nullif(trim(court_reference), '') as court_reference,
    care_proc_court_hearings,
    care_proc_short_notice,
    nullif(trim(proc_short_notice_reason), '') as proc_short_notice_reason,
    la_inital_plan_approved,
    nullif(trim(la_initial_care_plan), '') as la_initial_care_plan,
    la_final_plan_approved,
    nullif(trim(la_final_care_plan), '') as la_final_care_plan,
    court_application_date,
    source_file,
    source_row,
    drop_month
from landed.pre_proceedings
