-- int_duplicates__collapsed: records that no figure counts because another stands for them
-- grain    one row per record collapsed into another
-- key      la_code, table_name, record_id_collapsed
-- units    none
-- source   int_contacts__grouped, int_referrals__grouped, int_s47__grouped, int_icpc__grouped
with
collapsed as (
    select
        la_code,
        'contacts' as table_name,
        kept_contact_id as record_id_kept,
        contact_id as record_id_collapsed,
        'same child, source, date and reason' as rule
    from intermediate.int_contacts__grouped
    union all
    select
        la_code,
        'cin_episodes' as table_name,
        kept_referral_id as record_id_kept,
        referral_id as record_id_collapsed,
        'same child referred on the same day' as rule
    from intermediate.int_referrals__grouped
    union all
    select
        la_code,
        's47_enquiry' as table_name,
        kept_s47_enquiry_id as record_id_kept,
        s47_enquiry_id as record_id_collapsed,
        'overlaps an earlier enquiry of the same episode' as rule
    from intermediate.int_s47__grouped
    union all
    select
        la_code,
        'initial_cp_conference' as table_name,
        kept_icpc_id as record_id_kept,
        icpc_id as record_id_collapsed,
        'same child considered on the same day' as rule
    from intermediate.int_icpc__grouped
)

select
    la_code,
    table_name,
    record_id_kept,
    record_id_collapsed,
    rule
from collapsed
where record_id_kept <> record_id_collapsed
