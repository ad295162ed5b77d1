/* kpi
name: Return interviews offered
domain: looked_after
definition: >-
    Of the episodes of children missing from home or care that ended in the period, the share
    after which a return interview was offered. One interview answers several episodes if linked
    to them and within 72 hours of each.
clock: The day the episode ended.
source: >-
    Statutory guidance on children who run away or go missing from home or care (DfE, January
    2014)
comparator: none published
caveats: >-
    A step not recorded is not taken. Away without authorisation (code A) is out. The 72 hours
    stand in rhi_72h_pct.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: episode
tells_of: service
record: missing
*/
select
    la_code,
    person_id,
    table_id as record_id,
    end_date as event_date,
    cast(is_offered as integer) as numerator,
    1 as denominator
from intermediate.int_missing_episodes
where episode_type = 'M' and end_date is not null
