/* kpi
name: Contacts progressing to referral
domain: contacts_referrals
definition: >-
    Of the contacts decided in the period about children whose case was not already open, the share
    decided to become a referral. Contacts not decided yet are in neither part; a decision whose
    outcome is not recorded is no referral.
clock: >-
    By the day of the decision; one dated before receipt is an error and is left out. Whether the
    case was open is judged on the day of receipt.
source: Local; Standard Safeguarding Dataset contact outcome (NEW_REFERRAL_FLAG)
comparator: none published
caveats: >-
    Follows what a council records as a contact and what as a referral. Decision dates come from an
    extension column, as no national return holds them.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: contacts
*/
select
    la_code,
    person_id,
    contact_id as record_id,
    contact_decision_date as event_date,
    team_id,
    worker_id,
    cast(is_referred as integer) as numerator,
    1 as denominator
from intermediate.int_contacts__cased
where
    not is_case_open
    and contact_decision_date >= contact_date
