/* kpi
name: Re-referrals within 12 months of a step-down
domain: early_help
variant: re_referred
definition: >-
    Of the cases stepped down to early help, the share whose child was referred again within 12
    months of the closure.
clock: >-
    By the day on which the 12 months are over (parameter re_referral_lookback_months), so that
    every case has been watched for as long. Exactly 12 months counts.
source: Local
comparator: none published
caveats: Late by a year by design.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 12}
unit_of_count: child
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as window_months
    from ref.parameter
    where name = 're_referral_lookback_months'
),

closures as (
    select
        closures.la_code,
        closures.person_id,
        closures.referral_id,
        closures.close_date,
        cast(closures.close_date + to_months(parameters.window_months) as date) as watched_until
    from intermediate.int_closures__stepped_down as closures
    cross join parameters
    where closures.is_stepped_down
)

select
    closures.la_code,
    closures.person_id,
    closures.referral_id as record_id,
    closures.watched_until as event_date,
    closures.close_date as credit_date,
    cast(count(referrals.referral_id) > 0 as integer) as numerator,
    1 as denominator
from closures
-- left: most children are not referred again
left join intermediate.int_referrals__unique as referrals
    on
        closures.la_code = referrals.la_code
        and closures.person_id = referrals.person_id
        and closures.close_date < referrals.referral_date
        and closures.watched_until >= referrals.referral_date
group by
    closures.la_code,
    closures.person_id,
    closures.referral_id,
    closures.close_date,
    closures.watched_until
