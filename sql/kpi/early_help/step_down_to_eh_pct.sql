/* kpi
name: Social care closures stepped down to early help
domain: early_help
definition: >-
    Of the episodes of need closed in the period, the share closed for early help (RC9), or
    about whose child an early help episode began around the closure. Referrals of no further
    action and cases closed by adoption, death, transfer to another authority or to adult
    services are out.
clock: >-
    By the day of closure. Around means from 10 working days before it to 20 after (parameters
    step_down_before_wd, step_down_after_wd).
source: CIN census ReasonForClosure; local early help records
comparator: none published
caveats: Recent months rise as early help begins. Reads beside re-referrals after a step-down.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_episodes
*/
select
    la_code,
    person_id,
    referral_id as record_id,
    close_date as event_date,
    cast(is_stepped_down as integer) as numerator,
    1 as denominator
from intermediate.int_closures__stepped_down
