/* kpi
name: Children leaving care under a special guardianship order
domain: permanence
definition: >-
  Of the children who ceased to be looked after in the period, how many left under a special
  guardianship order (SSDA903 reasons E43 to E48). A child who left more than once counts once, as
  they last left. Short breaks (V3, V4) are out.
clock: Day care ended; at the latest the day before the 18th birthday.
source: LAIT indicator 390; SSDA903 check 407 for the codes
comparator: LAIT LAC_ceased_SGO%, yearly
caveats: >-
  The last leaving of the period decides, so months do not add up to the year where a child left
  twice. A reason not recorded stays in the denominator. A small council has few leavers a month.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
once_per: person
once_takes: last
record: cla_episodes
*/
select
    la_code,
    person_id,
    last_episode_id as record_id,
    end_date as event_date,
    case
        when end_reason in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_stays__ceased
