/* kpi
name: Referrals resulting in no further action
domain: contacts_referrals
definition: >-
    Of the referrals received in the period, the share decided as no further action. A referral
    whose outcome is not recorded stays in the denominator.
clock: By the day of referral, whenever it was decided.
source: DfE children in need statistics, table C1; LAIT indicator 290
comparator: LAIT CIN_Refferals_NFA; EES CIN C1
caveats: >-
    A very low figure means that no further action happens at the contact stage. The latest
    referrals may still be undecided.
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
record: cin_episodes
*/
select
    la_code,
    person_id,
    referral_id as record_id,
    referral_date as event_date,
    -- who decided, else the team it came to
    coalesce(referral_decision_team_id, referral_team_id, 'UNALLOCATED') as team_id,
    coalesce(referral_decision_worker_id, 'UNALLOCATED') as worker_id,
    cast(coalesce(is_nfa, false) as integer) as numerator,
    1 as denominator
from intermediate.int_referrals__unique
