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
*/
select
    la_code,
    person_id,
    contact_id as record_id,
    contact_date as event_date,
    -- who took the contact in; few children had a lead worker before it
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator,
    case when is_case_open then 'case already open' else 'case not open' end as category
from intermediate.int_contacts__cased
