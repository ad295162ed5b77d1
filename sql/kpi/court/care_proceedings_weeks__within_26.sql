/* kpi
name: Care proceedings concluded within 26 weeks
domain: court
variant: within_26
definition: >-
    Of the section 31 applications concluded in the period, the share concluded within 26 weeks
    of issue.
clock: >-
    By the day of the final order. 182 calendar days from issue are in time (parameter
    care_proceedings_limit_days).
source: Children Act 1989 s32 (26 weeks, applications from 22 April 2014)
comparator: Cafcass quarterly durations (whole weeks)
caveats: Applications issued before the 26-week limit came in are held to it too.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: application
record: care_applications
*/
with
parameters as (
    select cast(value_number as integer) as limit_days
    from ref.parameter
    where name = 'care_proceedings_limit_days'
)

select
    applications.la_code,
    applications.person_id,
    applications.care_application_id as record_id,
    applications.concluded_date as event_date,
    cast(
        date_diff('day', applications.application_issued_date, applications.concluded_date)
        <= parameters.limit_days as integer
    ) as numerator,
    1 as denominator
from intermediate.int_care_applications__valid as applications
cross join parameters
where applications.is_first_child and applications.concluded_date is not null
