/* kpi
name: Care proceedings open past 26 weeks
domain: court
variant: open_past_26
definition: >-
    Section 31 applications not concluded by the end of the day, issued more than 26 weeks
    before.
clock: >-
    More than 182 calendar days from issue to the period end (parameter
    care_proceedings_limit_days).
source: Children Act 1989 s31; local court tracker
comparator: none published
caveats: One child stands for the application and gives it its team.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
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
    month_ends.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_care_applications__valid as applications
cross join parameters
-- inner: an application counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        applications.application_issued_date <= month_ends.snapshot_date
        and coalesce(applications.concluded_date, date '9999-12-31') > month_ends.snapshot_date
where
    applications.is_first_child
    and date_diff('day', applications.application_issued_date, month_ends.snapshot_date)
    > parameters.limit_days
