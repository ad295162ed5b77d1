/* kpi
name: Children in care applications per 10,000 children
domain: court
definition: >-
    Children in section 31 applications issued in the period for every 10,000 children aged 0 to
    17, each child of an application counted.
clock: By the day of issue. Part of a year is put on a yearly footing by complete months.
source: Children Act 1989 s31; local court tracker
comparator: LAIT 275 (Cafcass; care orders only)
caveats: >-
    From the local court tracker, an extension table. Teams have no population and show their
    count without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: rate
bases: [YTD, R12]
levels: [authority, service, team]
lookback_months: 0
unit_of_count: child
record: care_applications
*/
select
    la_code,
    person_id,
    care_application_id as record_id,
    issued_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_care_applications__valid
