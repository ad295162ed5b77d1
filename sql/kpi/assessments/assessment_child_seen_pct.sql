/* kpi
name: Assessments where the child was seen
domain: assessments
definition: >-
    Of the assessments authorised in the period, the share in which the child was seen. An
    assessment that does not say stays in the denominator and is not counted as seen. Children not
    yet born on the day of authorisation are out of both parts.
clock: By the day of authorisation.
source: Ofsted ILACS Annex A list 4
comparator: none published
caveats: Says that the child was seen during the assessment, not how soon or how often.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_assessments
*/
select
    assessments.la_code,
    assessments.person_id,
    assessments.assessment_id as record_id,
    assessments.authorised_date as event_date,
    assessments.team_id,
    assessments.worker_id,
    cast(coalesce(assessments.is_child_seen, false) as integer) as numerator,
    1 as denominator
from intermediate.int_assessments__valid as assessments
-- left: a child of whom nothing is known is taken as born
left join intermediate.int_persons__current as persons
    on
        assessments.la_code = persons.la_code
        and assessments.person_id = persons.person_id
where
    assessments.authorised_date is not null
    and not coalesce(persons.is_unborn, false)
    and coalesce(persons.dob, assessments.authorised_date) <= assessments.authorised_date
