/* kpi
name: Early help stepping up to social care
domain: early_help
definition: >-
    Of the early help episodes started between 12 and 24 months before the period end, the share
    followed within 12 months of their start by a referral that did not end in no further
    action.
clock: >-
    By the day on which the 12 months are over (parameter eh_step_up_months), so that every
    episode has been watched for as long. The referral came after the start; exactly 12 months
    counts.
source: Local
comparator: none published
caveats: Late by a year by design. A referral in another authority is not seen.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {early_help_episodes: 12, cin_episodes: 12}
unit_of_count: child
record: early_help_episodes
*/
with
parameters as (
    select cast(value_number as integer) as window_months
    from ref.parameter
    where name = 'eh_step_up_months'
),

episodes as (
    select
        episodes.la_code,
        episodes.person_id,
        episodes.episode_id,
        episodes.start_date,
        episodes.team_id,
        episodes.worker_id,
        cast(episodes.start_date + to_months(parameters.window_months) as date) as watched_until
    from intermediate.int_early_help__valid as episodes
    cross join parameters
)

select
    episodes.la_code,
    episodes.person_id,
    episodes.episode_id as record_id,
    episodes.watched_until as event_date,
    episodes.team_id,
    episodes.worker_id,
    cast(count(referrals.referral_id) > 0 as integer) as numerator,
    1 as denominator
from episodes
-- left: most episodes are followed by no referral
left join intermediate.int_referrals__unique as referrals
    on
        episodes.la_code = referrals.la_code
        and episodes.person_id = referrals.person_id
        and episodes.start_date < referrals.referral_date
        and episodes.watched_until >= referrals.referral_date
        and not coalesce(referrals.is_nfa, false)
group by
    episodes.la_code,
    episodes.person_id,
    episodes.episode_id,
    episodes.watched_until,
    episodes.team_id,
    episodes.worker_id
