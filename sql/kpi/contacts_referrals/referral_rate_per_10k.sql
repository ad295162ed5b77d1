/* kpi
name: Referrals per 10,000 children
domain: contacts_referrals
definition: >-
    Referrals received in the period for every 10,000 children aged 0 to 17, including those closed
    as no further action and those of unborn children. A child referred twice counts twice, but once
    for any one day.
clock: >-
    By the day of referral. Part of a year is put on a yearly footing by complete months; 12 months
    need no such step.
source: DfE children in need statistics, table C1; LAIT indicator 305
comparator: LAIT CPP_Total_Rateper10,000; EES CIN C1
caveats: >-
    National rates divide by the estimate of the year before the year end. Teams have no population:
    their count is shown without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team]
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
