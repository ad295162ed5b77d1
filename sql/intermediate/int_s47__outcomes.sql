-- int_s47__outcomes: section 47 enquiries with the conference that followed and the day of outcome
-- grain    one row per child and enquiry
-- key      la_code, s47_enquiry_id
-- units    dates; outcome_date null while there is none
-- source   intermediate.int_s47__unique, int_icpc__linked
-- An outcome is a conference or the enquiry's end. A conference before the enquiry began did not
-- follow from it: has_conference is then false, and it is no outcome.
with
conferences as (
    select
        la_code,
        s47_enquiry_id,
        min(icpc_date) as icpc_date
    from intermediate.int_icpc__linked
    where s47_enquiry_id is not null
    group by
        la_code,
        s47_enquiry_id
)

select
    enquiries.la_code,
    enquiries.s47_enquiry_id,
    enquiries.person_id,
    enquiries.referral_id,
    enquiries.start_date,
    enquiries.end_date,
    enquiries.is_nfa,
    enquiries.team_id,
    enquiries.worker_id,
    conferences.icpc_date,
    coalesce(conferences.icpc_date >= enquiries.start_date, false) as has_conference,
    coalesce(
        case when conferences.icpc_date >= enquiries.start_date then conferences.icpc_date end,
        enquiries.end_date
    ) as outcome_date
from intermediate.int_s47__unique as enquiries
-- left: many enquiries lead to no conference
left join conferences
    on
        enquiries.la_code = conferences.la_code
        and enquiries.s47_enquiry_id = conferences.s47_enquiry_id
