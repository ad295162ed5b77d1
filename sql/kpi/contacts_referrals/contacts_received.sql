/* kpi
name: Contacts received
domain: contacts_referrals
definition: >-
    Contacts received in the period, one for each child named, split by whether the child's case was
    already open. The same child, source, date and reason is one contact.
clock: By the day of receipt. Open means referred on an earlier day and not closed by that day.
source: Ofsted ILACS Annex A list 1; Standard Safeguarding Dataset contacts
comparator: none published
caveats: >-
    Contacts have no national definition, so volumes are not comparable between authorities.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
categories: [case not open, case already open]
lookback_months: 0
unit_of_count: child
record: contacts
supplied_by: [ssd]
*/
select
    contacts.la_code,
    contacts.person_id,
    contacts.contact_id as record_id,
    contacts.contact_date as event_date,
    -- who took the contact in; few children had a lead worker before it
    contacts.team_id,
    contacts.worker_id,
    1 as numerator,
    cast(null as integer) as denominator,
    case
        when bool_or(cases.referral_id is not null and not coalesce(cases.is_nfa, false))
            then 'case already open'
        else 'case not open'
    end as category
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
    contacts.person_id,
    contacts.contact_id,
    contacts.contact_date,
    contacts.team_id,
    contacts.worker_id
