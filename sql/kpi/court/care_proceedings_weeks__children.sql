/* kpi
name: Children whose care proceedings concluded
domain: court
variant: children
definition: Children in section 31 applications concluded in the period, each child counted.
clock: By the day of the final order.
source: Children Act 1989 s31; local court tracker
comparator: none published
caveats: Reads beside the number of applications concluded.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: care_applications
*/
select
    la_code,
    person_id,
    care_application_id as record_id,
    concluded_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_care_applications__valid
where concluded_date is not null
