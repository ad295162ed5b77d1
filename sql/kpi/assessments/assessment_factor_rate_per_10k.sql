/* kpi
name: Factors found at the end of assessment per 10,000 children
domain: assessments
definition: >-
    Assessments authorised in the period with each factor, for every 10,000 children aged 0 to
    17. A factor counts once in an episode: with the first assessment that found it. An
    assessment has several factors, so there is no total.
clock: By the day of authorisation. Part of a year is put on a yearly footing by complete months.
source: DfE children in need statistics, table C3; CIN AssessmentFactors
comparator: EES CIN C3; DfE children's services dashboard
caveats: >-
    What is recorded depends on the form. An assessment without a list of factors is in none.
    Teams have no population and show their count without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: rate
bases: [YTD, R12]
levels: [authority, service, team]
categories:
    - 'Alcohol misuse: child'
    - 'Alcohol misuse: parent or carer'
    - 'Alcohol misuse: another person'
    - 'Drug misuse: child'
    - 'Drug misuse: parent or carer'
    - 'Drug misuse: another person'
    - 'Domestic abuse: child'
    - 'Domestic abuse: parent or carer'
    - 'Domestic abuse: another person'
    - 'Mental health: child'
    - 'Mental health: parent or carer'
    - 'Mental health: another person'
    - 'Learning disability: child'
    - 'Learning disability: parent or carer'
    - 'Learning disability: another person'
    - 'Physical disability or illness: child'
    - 'Physical disability or illness: parent or carer'
    - 'Physical disability or illness: another person'
    - 'Young carer'
    - 'Privately fostered: from overseas, to return'
    - 'Privately fostered: from overseas, to stay'
    - 'Privately fostered: for education'
    - 'Privately fostered: by family arrangement'
    - 'Privately fostered: other'
    - 'Unaccompanied asylum-seeking child'
    - 'Going missing'
    - 'Child sexual exploitation'
    - 'Trafficking'
    - 'Gangs'
    - 'Child criminal exploitation'
    - 'Socially unacceptable behaviour'
    - 'Self-harm'
    - 'Neglect'
    - 'Emotional abuse'
    - 'Physical abuse: not said by whom'
    - 'Physical abuse: by an adult'
    - 'Physical abuse: by a child'
    - 'Sexual abuse: not said by whom'
    - 'Sexual abuse: by an adult'
    - 'Sexual abuse: by a child'
    - 'Female genital mutilation'
    - 'Abuse linked to faith or belief'
    - 'Other'
    - 'No factors identified'
    - not in the code set
whole: false
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
    cast(null as integer) as denominator,
    factor as category
from intermediate.int_assessment_factors
qualify
    row_number() over (
        partition by la_code, coalesce(referral_id, assessment_id), factor
        order by authorised_date, assessment_id
    ) = 1
