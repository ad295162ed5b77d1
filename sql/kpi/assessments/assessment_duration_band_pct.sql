/* kpi
name: Assessments by duration band
domain: assessments
definition: >-
    Of the assessments authorised in the period, the share in each band of working days from start
    to authorisation. The bands together are 100 per cent.
clock: >-
    Day 0 is the day the assessment started; working days in England up to and including the day of
    authorisation (parameter assessment_clock).
source: Local bands, after the national data collection's summary of assessments by working days
comparator: none published
caveats: Open assessments are in no band.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: share
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
categories: ['0 to 10', '11 to 20', '21 to 30', '31 to 40', '41 to 45', '46 and over']
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
    1 as denominator,
    case
        when duration_wd <= 10 then '0 to 10'
        when duration_wd <= 20 then '11 to 20'
        when duration_wd <= 30 then '21 to 30'
        when duration_wd <= 40 then '31 to 40'
        when duration_wd <= 45 then '41 to 45'
        else '46 and over'
    end as category
from intermediate.int_assessments__valid
where duration_wd is not null
