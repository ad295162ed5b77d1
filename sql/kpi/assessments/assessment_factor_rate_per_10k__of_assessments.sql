/* kpi
name: Assessments with each group of factors
domain: assessments
variant: of_assessments
definition: >-
    Of the assessments authorised in the period that found any factor, the share that found each
    group of factors. An assessment can be in several groups, so they add to more than 100 per
    cent.
clock: By the day of authorisation.
source: CIN AssessmentFactors
comparator: none published
caveats: Assessments without a list of factors, or with none identified, are in neither part.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team]
categories:
    - 'Alcohol misuse'
    - 'Drug misuse'
    - 'Domestic abuse'
    - 'Mental health'
    - 'Learning disability'
    - 'Physical disability or illness'
    - 'Young carer'
    - 'Privately fostered'
    - 'Unaccompanied asylum seeker'
    - 'Exploitation, gangs, missing or trafficking'
    - 'Socially unacceptable behaviour'
    - 'Self-harm'
    - 'Neglect'
    - 'Emotional abuse'
    - 'Physical abuse'
    - 'Sexual abuse'
    - 'Faith, belief or genital mutilation'
    - 'Other'
    - not in the code set
whole: false
lookback_months: 0
unit_of_count: child
record: cin_assessments
*/
with
groups as (
    select distinct group_label as factor_group
    from ref.code
    where code_set = 'assessment_factor' and group_label <> 'No factors identified'
    union distinct
    select 'not in the code set' as factor_group
),

assessments as (
    select distinct
        la_code,
        assessment_id,
        person_id,
        authorised_date,
        team_id,
        worker_id
    from intermediate.int_assessment_factor_groups
)

select
    assessments.la_code,
    assessments.person_id,
    assessments.assessment_id as record_id,
    assessments.authorised_date as event_date,
    assessments.team_id,
    assessments.worker_id,
    cast(found.factor_group is not null as integer) as numerator,
    1 as denominator,
    groups.factor_group as category
from assessments
cross join groups
-- left: most groups were not found
left join intermediate.int_assessment_factor_groups as found
    on
        assessments.la_code = found.la_code
        and assessments.assessment_id = found.assessment_id
        and groups.factor_group = found.factor_group
