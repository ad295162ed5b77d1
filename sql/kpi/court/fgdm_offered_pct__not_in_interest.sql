/* kpi
name: Applications where family group decision-making was against the child's interests
domain: court
variant: not_in_interest
definition: >-
    Children in applications issued in the period where family group decision-making was
    recorded as against the child's interests: left out of the share offered.
clock: By the day of issue. From the day of parameter fgdm_duty_from, blank for always.
source: Children's Wellbeing and Schools Act 2026 s1 (Children Act 1989 s31ZA)
comparator: none yet
caveats: >-
    When the duty begins is a setting; before that day nothing is measured. Dates come from the
    local court tracker.
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
with
parameters as (
    select cast(nullif(value_text, '') as date) as duty_from
    from ref.parameter
    where name = 'fgdm_duty_from'
)

select
    applications.la_code,
    applications.person_id,
    applications.care_application_id as record_id,
    applications.issued_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_care_applications__valid as applications
cross join parameters
where
    applications.is_fgdm_not_in_interest
    and applications.issued_date >= coalesce(parameters.duty_from, applications.issued_date)
