/* kpi
name: Family group decision-making offered before court
domain: court
definition: >-
    Of the applications issued in the period once the duty was in force, each child counted,
    where it was not recorded as against the child's interests, the share with a family group
    decision-making meeting offered on or before both the letter before proceedings and the day
    of issue.
clock: >-
    By the day of issue; dates only. Without a letter the day of issue is the limit. From the
    day of parameter fgdm_duty_from, blank for always.
source: Children's Wellbeing and Schools Act 2026 s1 (Children Act 1989 s31ZA)
comparator: none yet
caveats: >-
    When the duty begins is a setting; before that day nothing is measured. Dates come from the
    local court tracker.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
tells_of: service
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
    cast(
        coalesce(
            applications.fgdm_offered_date
            <= least(
                coalesce(applications.letter_date, applications.issued_date),
                applications.issued_date
            ),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_care_applications__valid as applications
cross join parameters
where
    not applications.is_fgdm_not_in_interest
    and applications.issued_date >= coalesce(parameters.duty_from, applications.issued_date)
