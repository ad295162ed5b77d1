/* kpi
name: Single assessments completed
domain: assessments
definition: >-
    Assessments authorised in the period. Several assessments in one episode each count.
clock: By the day of authorisation.
source: DfE children in need statistics, table C2; LAIT indicator 304
comparator: EES CIN C2
caveats: An assessment without an authorisation date is not complete, whatever its outcome says.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_assessments
*/
select
    la_code,
    person_id,
    assessment_id as record_id,
    authorised_date as event_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_assessments__valid
where authorised_date is not null
