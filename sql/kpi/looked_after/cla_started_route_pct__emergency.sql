/* kpi
name: Children who came into care in an emergency
domain: looked_after
variant: emergency
definition: >-
    Of the periods of care begun in the period, the share begun under police protection or an
    emergency protection order (L1, L2), or without a decision to place dated before the day of
    entry. Short breaks (V3, V4) alone are out.
clock: The first day of care that counts; a decision on the day itself was not made before.
source: SSDA903 Episodes; local date of the decision to place
comparator: none published
caveats: A council that records no decisions is judged by the legal status alone.
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
record: cla_episodes
*/
with
practice as (
    select
        la_code,
        bool_or(placement_decision_date is not null) as is_deciding
    from intermediate.int_cla_starts
    group by la_code
)

select
    starts.la_code,
    starts.person_id,
    starts.episode_id as record_id,
    starts.start_date as event_date,
    case
        when starts.legal_status in ('L1', 'L2') then 1
        -- where a council records decisions, one not made before entry was made in haste
        when
            practice.is_deciding
            and coalesce(starts.placement_decision_date >= starts.start_date, true)
            then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_starts as starts
inner join practice
    on starts.la_code = practice.la_code
