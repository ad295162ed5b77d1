/* kpi
name: Contacts per 10,000 children
domain: contacts_referrals
definition: >-
    Contacts received in the period for every 10,000 children aged 0 to 17, one for each child
    named, on open cases and others alike. The same child, source, date and reason is one contact.
clock: >-
    By the day of receipt. Part of a year is put on a yearly footing by complete months; the
    12-month rate needs no such step.
source: Local; Ofsted ILACS Annex A list 1
comparator: none published
caveats: >-
    Contacts have no national definition, so the rate is not comparable between authorities; one
    printed elsewhere is to be worked out again, not copied. Teams have no population: their count
    is shown without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-NONE
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team]
lookback_months: 0
unit_of_count: child
record: contacts
*/
select
    la_code,
    person_id,
    contact_id as record_id,
    contact_date as event_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_contacts__unique
