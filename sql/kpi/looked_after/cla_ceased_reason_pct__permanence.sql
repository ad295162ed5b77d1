/* kpi
name: Children who left care for a permanent family
domain: looked_after
variant: permanence
definition: >-
    Of the children who left care in the period, the share who were adopted (E11, E12) or left
    through special guardianship (E43 to E48) or a child arrangements order (E41). A child who
    left twice counts once, for the last time. Short breaks (V3, V4)
    alone are out.
clock: The day care ended.
source: SSDA903 REC
comparator: none published
caveats: A subtotal of how children left care.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
once_per: person
once_takes: last
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    last_episode_id as record_id,
    end_date as event_date,
    cast(
        end_reason in ('E11', 'E12', 'E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48') as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_stays__ceased
