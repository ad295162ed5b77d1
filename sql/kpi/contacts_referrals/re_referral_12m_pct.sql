/* kpi
name: Referrals within 12 months of a previous referral
domain: contacts_referrals
definition: >-
    Of the referrals received in the period, the share whose child had been referred before within
    12 calendar months, counting back from the referral; exactly 12 months counts. The earlier
    referral counts even if it ended in no further action. Referrals of one child on one day are one
    referral, and merged records are one child.
clock: By the day of referral; the look-back is parameter re_referral_lookback_months.
source: DfE children in need statistics, table C1; LAIT indicator 271
comparator: EES CIN C1 rereferral_percent; LAIT ReReferral
caveats: >-
    Referrals that other authorities received are not seen, here or in the national figure. Annex A
    counts of referrals in 12 months are a different count.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-START
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 12}
unit_of_count: child
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as lookback_months
    from ref.parameter
    where name = 're_referral_lookback_months'
)

select
    referrals.la_code,
    referrals.person_id,
    referrals.referral_id as record_id,
    referrals.referral_date as event_date,
    cast(
        coalesce(
            referrals.previous_referral_date
            >= referrals.referral_date - to_months(parameters.lookback_months),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_referrals__sequenced as referrals
cross join parameters
