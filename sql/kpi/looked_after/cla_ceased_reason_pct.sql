/* kpi
name: How children left care
domain: looked_after
definition: >-
    The children who left care in the period by the reason: adopted (E11, E12), special
    guardianship (E43 to E48), child arrangements order (E41), home planned (E4A) or unplanned
    (E4B), to relatives without parental responsibility (E13), independent living (E5, E6),
    custody (E9), other, not recorded. A child who left twice counts once, for the last time.
    Short breaks (V3, V4) alone are out.
clock: The day care ended; at the latest the day before the 18th birthday.
source: SSDA903 REC; LAIT indicators 208, 273b and 390
comparator: LAIT indicators 208, 390 and 273b
caveats: >-
    The variant of permanence adds up adoption, special guardianship and child arrangements
    orders.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: share
bases: [YTD, R12]
levels: [authority, service, team, worker]
categories: [adopted, special guardianship, child arrangements order, home planned, home
    unplanned, home without parental responsibility, independent living, custody, other, not
    recorded]
once_per: person
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    last_episode_id as record_id,
    end_date as event_date,
    case
        when end_reason = 'not recorded' then 'not recorded'
        when end_reason in ('E11', 'E12') then 'adopted'
        when end_reason in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') then 'special guardianship'
        when end_reason = 'E41' then 'child arrangements order'
        when end_reason = 'E4A' then 'home planned'
        when end_reason = 'E4B' then 'home unplanned'
        when end_reason = 'E13' then 'home without parental responsibility'
        when end_reason in ('E5', 'E6') then 'independent living'
        when end_reason = 'E9' then 'custody'
        else 'other'
    end as category,
    1 as numerator,
    1 as denominator
from intermediate.int_cla_stays__ceased
