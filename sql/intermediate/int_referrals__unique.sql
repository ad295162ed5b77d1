-- int_referrals__unique: referrals, at most one per child and day
-- grain    one row per child and referral date
-- key      la_code, referral_id
-- units    dates
-- source   intermediate.int_referrals__grouped
select
    la_code,
    referral_id,
    person_id,
    referral_date,
    referral_decision_date,
    referral_decision_team_id,
    referral_decision_worker_id,
    referral_team_id,
    referral_source_code,
    primary_need_code,
    is_nfa,
    close_date,
    close_reason
from intermediate.int_referrals__grouped
where referral_id = kept_referral_id
