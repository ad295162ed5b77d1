/* kpi
name: Care applications issued
domain: court
variant: applications
definition: >-
    Section 31 applications issued in the period, one for brothers and sisters in the same
    application.
clock: By the day of issue.
source: Children Act 1989 s31; local court tracker
comparator: Cafcass care demand
caveats: One child stands for the application and gives it its team.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: count
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: application
record: care_applications
*/
select
    la_code,
    person_id,
    care_application_id as record_id,
    application_issued_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_care_applications__valid
where is_first_child
