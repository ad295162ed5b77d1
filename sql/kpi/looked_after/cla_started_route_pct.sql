/* kpi
name: How children came into care
domain: looked_after
definition: >-
    Periods of care begun in the period by the first legal status: section 20 (V2), interim (C1)
    or full care order (C2), placement order (E1), police protection (L1), emergency protection
    order (L2), youth justice (J1 to J3), other, not recorded. Short breaks (V3, V4) alone are
    out.
clock: >-
    The first day of care that counts and the status in force that day, or the first one
    recorded in the period of care.
source: SSDA903 Episodes, legal status and reason for new episode
comparator: none published
caveats: >-
    A child who came in twice counts twice. L1 and L2 as the reports name them; SSDA903 lists
    differ by year.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: share
bases: [YTD, R12]
levels: [authority, service, team, worker]
categories: [section 20, interim care order, full care order, placement order, police protection,
    emergency protection order, youth justice, other, not recorded]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    episode_id as record_id,
    start_date as event_date,
    case
        when legal_status is null then 'not recorded'
        when legal_status = 'V2' then 'section 20'
        when legal_status = 'C1' then 'interim care order'
        when legal_status = 'C2' then 'full care order'
        when legal_status = 'E1' then 'placement order'
        when legal_status = 'L1' then 'police protection'
        when legal_status = 'L2' then 'emergency protection order'
        when legal_status in ('J1', 'J2', 'J3') then 'youth justice'
        else 'other'
    end as category,
    1 as numerator,
    1 as denominator
from intermediate.int_cla_starts
