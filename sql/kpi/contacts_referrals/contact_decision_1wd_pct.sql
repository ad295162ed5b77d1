/* kpi
name: Contacts decided within 1 working day
domain: contacts_referrals
definition: >-
    Of the contacts whose decision was due in the period, the share decided on or before the due
    day. A contact not decided by its due day fails, whether it is decided later or not at all; one
    whose due day has not come yet is not counted. The same child, source, date and reason is one
    contact.
clock: >-
    Day 0 is the day of receipt; due on the next working day in England (parameter
    decision_limit_wd).
source: >-
    Working Together to Safeguard Children (decision within one working day); local target for
    contacts
comparator: none published
caveats: >-
    The statutory guidance speaks of referrals; for contacts the day is a local standard. Decision
    dates come from an extension column, as no national return holds them.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {contacts: 1}
unit_of_count: child
tells_of: service
record: contacts
*/
with
parameters as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'decision_limit_wd'
),

-- materialized: worked out once per calendar day, not once per record
due_days as materialized (
    select
        received.date as received_date,
        decided_by.date as due_date
    from ref.calendar as received
    cross join parameters
    inner join ref.working_day as decided_by
        on decided_by.wd_no = received.wd_no + parameters.limit_wd
),

due as (
    select
        contacts.la_code,
        contacts.person_id,
        contacts.contact_id,
        contacts.contact_date,
        contacts.contact_decision_date,
        contacts.team_id,
        contacts.worker_id,
        due_days.due_date
    from intermediate.int_contacts__unique as contacts
    -- inner: a date outside the calendar has no due day
    inner join due_days
        on contacts.contact_date = due_days.received_date
    -- a decision before receipt is an error for the reject list, not a quick decision
    where coalesce(contacts.contact_decision_date, contacts.contact_date) >= contacts.contact_date
)

select
    la_code,
    person_id,
    contact_id as record_id,
    due_date as event_date,
    team_id,
    worker_id,
    -- who decided; before a decision, who had it when it came in
    coalesce(contact_decision_date, contact_date) as credit_date,
    cast(coalesce(contact_decision_date <= due_date, false) as integer) as numerator,
    1 as denominator
from due
