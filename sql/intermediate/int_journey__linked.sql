-- int_journey__linked: which contact, referral or assessment led to each early step of a journey
-- grain    one row per referral, assessment or enquiry that followed from the stage before
-- key      la_code, stage_number, record_id
-- units    stage_number of the later entry
-- source   int_contacts__unique, int_referrals__unique, int_assessments__valid, int_s47__unique
-- A referral follows the child's latest contact on that day or at most journey_contact_days before
-- it, an assessment the referral it names, an enquiry the last assessment of its episode begun by
-- then, or the first begun later.
with
parameters as (
    select cast(value_number as integer) as contact_days
    from ref.parameter
    where name = 'journey_contact_days'
),

referrals as (
    select
        referrals.la_code,
        referrals.referral_id,
        max_by(contacts.contact_id, (contacts.contact_date, contacts.contact_id)) as contact_id
    from intermediate.int_referrals__unique as referrals
    cross join parameters
    -- inner: a referral without a contact began the journey
    inner join intermediate.int_contacts__unique as contacts
        on
            referrals.la_code = contacts.la_code
            and referrals.person_id = contacts.person_id
            and referrals.referral_date >= contacts.contact_date
            and referrals.referral_date - parameters.contact_days <= contacts.contact_date
    group by
        referrals.la_code,
        referrals.referral_id
),

enquiries as (
    select
        enquiries.la_code,
        enquiries.s47_enquiry_id,
        assessments.assessment_id
    from intermediate.int_s47__unique as enquiries
    -- inner: an enquiry in an episode without an assessment has no such origin
    inner join intermediate.int_assessments__valid as assessments
        on
            enquiries.la_code = assessments.la_code
            and enquiries.referral_id = assessments.referral_id
    qualify
        row_number() over (
            partition by enquiries.la_code, enquiries.s47_enquiry_id
            order by
                (assessments.start_date <= enquiries.start_date) desc,
                abs(date_diff('day', assessments.start_date, enquiries.start_date)) asc,
                assessments.assessment_id asc
        ) = 1
)

select
    la_code,
    2 as stage_number,
    referral_id as record_id,
    contact_id as origin_record_id
from referrals
union all
select
    assessments.la_code,
    3 as stage_number,
    assessments.assessment_id as record_id,
    grouped.kept_referral_id as origin_record_id
from intermediate.int_assessments__valid as assessments
-- inner: an assessment may name no referral, or an adult's
inner join intermediate.int_referrals__grouped as grouped
    on
        assessments.la_code = grouped.la_code
        and assessments.referral_id = grouped.referral_id
union all
select
    la_code,
    4 as stage_number,
    s47_enquiry_id as record_id,
    assessment_id as origin_record_id
from enquiries
