/* kpi
name: Referrals by source
domain: contacts_referrals
definition: >-
    Of the referrals received in the period, the share from each group of referrers. The groups
    together are 100 per cent; a source that is blank or no code of the census is not recorded.
clock: By the day of referral.
source: DfE children in need census, referral source; LAIT indicator 374
comparator: LAIT RefBySource (schools, health services, police)
caveats: Early help as a source has a code of its own only from 2023.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: share
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
categories:
    - Individual
    - Schools
    - Education services
    - Health services
    - Housing
    - LA services
    - Police
    - Other legal agency
    - Other
    - Anonymous
    - Unknown
    - not recorded
lookback_months: 0
unit_of_count: child
record: cin_episodes
*/
select
    referrals.la_code,
    referrals.person_id,
    referrals.referral_id as record_id,
    referrals.referral_date as event_date,
    1 as numerator,
    1 as denominator,
    coalesce(sources.group_label, 'not recorded') as category
from intermediate.int_referrals__unique as referrals
-- left: a source that is no code stays in, as not recorded
left join ref.code as sources
    on
        sources.code_set = 'referral_source'
        and referrals.referral_source_code = sources.code
