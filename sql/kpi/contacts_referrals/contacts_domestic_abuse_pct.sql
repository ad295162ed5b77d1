/* kpi
name: Contacts with domestic abuse as reason
domain: contacts_referrals
definition: >-
    Of the contacts received in the period, the share whose reason is domestic abuse. A contact
    without a reason stays in the denominator.
clock: By the day of receipt. Which reasons count is parameter domestic_abuse_reason_codes.
source: Local reason codes; the census analogue is assessment factors 3A, 3B and 3C
comparator: none published
caveats: >-
    Reasons are the council's own codes, in an extension column. Domestic abuse found later, in the
    assessment, is not here.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: contacts
*/
with
parameters as (
    select string_split(replace(value_text, ' ', ''), ',') as reason_codes
    from ref.parameter
    where name = 'domestic_abuse_reason_codes'
)

select
    contacts.la_code,
    contacts.person_id,
    contacts.contact_id as record_id,
    contacts.contact_date as event_date,
    contacts.team_id,
    contacts.worker_id,
    cast(
        coalesce(list_contains(parameters.reason_codes, contacts.contact_reason_code), false)
        as integer
    ) as numerator,
    1 as denominator
from intermediate.int_contacts__unique as contacts
cross join parameters
