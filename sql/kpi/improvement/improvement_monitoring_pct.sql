/* kpi
name: Improvement plan monitoring meetings held
domain: improvement
definition: >-
  Monitoring meetings of the improvement plan held in the period, against the fortnights that
  elapsed in it.
clock: >-
  Date held. Fortnights run from 1 April, or from improvement_plan_from if the plan began later in
  the year, and count once complete.
source: Scrutiny report 14 July 2015, 5.3
comparator: none published
caveats: >-
  Above 100 when meetings are more frequent than fortnightly. The interval is the parameter
  improvement_meeting_interval_days. Blank until the first fortnight of the year is complete.
version: 1
headline: YTD
pack: improvement_plan
polarity: higher
attribution: A-NONE
measure: ratio
unit: percent
bases: [YTD]
levels: [authority]
unit_of_count: meeting
record: improvement_meetings
*/
select
    la_code,
    cast(null as varchar) as person_id,
    meeting_id as record_id,
    held_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from staging.improvement_meetings
where held_date is not null
union all
select
    runs.la_code,
    cast(null as varchar) as person_id,
    'fortnight to ' || cast(fortnights.end_date as varchar) as record_id,
    fortnights.end_date as event_date,
    cast(null as integer) as numerator,
    1 as denominator
from intermediate.int_improvement_fortnights as fortnights
cross join ref.run as runs
