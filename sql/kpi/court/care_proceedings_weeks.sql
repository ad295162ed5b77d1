/* kpi
name: Length of care proceedings, mean
domain: court
definition: >-
    Of the section 31 applications concluded in the period, the mean number of weeks from issue
    to the final order. An application of several children concludes with the last of them.
clock: By the day of the final order. Calendar days from issue to final order, divided by 7.
source: Cafcass quarterly durations (issue to completion); local court tracker
comparator: Cafcass quarterly durations (whole weeks)
caveats: >-
    Applications still running are in neither part: see those past 26 weeks beside it. One child
    stands for the application and gives it its team.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: mean
bases: [YTD, R12]
unit: weeks
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: application
record: care_applications
*/
select
    la_code,
    person_id,
    care_application_id as record_id,
    concluded_date as event_date,
    cast(
        date_diff('day', application_issued_date, concluded_date) / 7.0 as decimal(18, 4)
    ) as numerator,
    1 as denominator
from intermediate.int_care_applications__valid
where is_first_child and concluded_date is not null
