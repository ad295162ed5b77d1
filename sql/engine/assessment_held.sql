-- assessment_held: which worker held each assessment's child when, from its start to its completion
-- grain    one row per assessment and lead involvement, in order
-- key      la_code, assessment_id, involvement_id
-- units    dates; held_to = the last day counted, the day of completion or of the month's end
-- source   intermediate.int_assessments__valid, int_involvements__lead, ref.run
-- Of several leads on a day the engine's rule picks one: highest role, latest start, lowest id; a
-- lead that another of the same or a higher role follows ends with the day the other begins.
with
leads as (
    select
        assessments.la_code,
        assessments.assessment_id,
        assessments.person_id,
        leads.team_id,
        leads.worker_id,
        leads.involvement_id,
        leads.start_date as lead_from,
        coalesce(assessments.authorised_date, run.data_to) as last_day,
        assessments.start_date,
        leads.end_date as lead_to
    from intermediate.int_assessments__valid as assessments
    cross join ref.run as run
    inner join intermediate.int_involvements__lead as leads
        on
            assessments.la_code = leads.la_code
            and assessments.person_id = leads.person_id
            and leads.start_date <= coalesce(assessments.authorised_date, run.data_to)
            and coalesce(leads.end_date, date '9999-12-31') > assessments.start_date
    where assessments.start_date <= run.data_to
    qualify
        leads.role_priority = min(leads.role_priority) over (
            partition by assessments.la_code, assessments.assessment_id
        )
)

select
    la_code,
    assessment_id,
    person_id,
    team_id,
    worker_id,
    involvement_id,
    greatest(lead_from, start_date) as held_from,
    least(
        last_day,
        coalesce(lead_to, date '9999-12-31'),
        coalesce(
            lead(greatest(lead_from, start_date)) over (
                partition by la_code, assessment_id order by lead_from, involvement_id
            ), date '9999-12-31'
        )
    ) as held_to
from leads
