/* kpi
name: Referrals received
domain: contacts_referrals
definition: >-
    Referrals received in the period, including those closed as no further action and those of
    unborn children. A child referred twice counts twice, but once for any one day.
clock: By the day of referral.
source: DfE children in need statistics, table C1; LAIT indicator 305
comparator: EES CIN C1; LAIT CPP_Total_NumRef
caveats: Volumes follow what a council records as a contact and what as a referral.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_episodes
*/
select
    la_code,
    person_id,
    referral_id as record_id,
    referral_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_referrals__unique
