-- int_contacts__cased: contacts with whether the child's case was already open
-- grain    one row per child, source, date and reason
-- key      la_code, contact_id
-- units    dates
-- source   intermediate.int_contacts__unique, int_referrals__unique
-- Open means referred on an earlier day, not as no further action, and not closed by that day.
-- is_referred: the recorded outcome is a new referral; an outcome that cannot be read is none.
select
    contacts.la_code,
    contacts.contact_id,
    contacts.person_id,
    contacts.contact_date,
    contacts.contact_decision_date,
    contacts.contact_reason_code,
    contacts.team_id,
    contacts.worker_id,
    coalesce(
        json_extract_string(
            try_cast(contacts.contact_outcome_json as json), '$.NEW_REFERRAL_FLAG'
        ) = 'Y',
        false
    ) as is_referred,
    bool_or(cases.referral_id is not null and not coalesce(cases.is_nfa, false)) as is_case_open
from intermediate.int_contacts__unique as contacts
-- left: most contacts concern children who are not open
left join intermediate.int_referrals__unique as cases
    on
        contacts.la_code = cases.la_code
        and contacts.person_id = cases.person_id
        and contacts.contact_date > cases.referral_date
        and contacts.contact_date < coalesce(cases.close_date, date '9999-12-31')
group by
    contacts.la_code,
    contacts.contact_id,
    contacts.person_id,
    contacts.contact_date,
    contacts.contact_decision_date,
    contacts.contact_reason_code,
    contacts.contact_outcome_json,
    contacts.team_id,
    contacts.worker_id
