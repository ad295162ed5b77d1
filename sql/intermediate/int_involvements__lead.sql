-- int_involvements__lead: who led on each child and when, in the roles a council counts as lead
-- grain    one row per involvement in a lead role
-- key      la_code, involvement_id
-- units    dates, end_date null while the involvement lasts; role_priority 1 is the leading role
-- source   staging.involvements, ref.lead_role; merges through intermediate.int_persons__survivor
-- Which of several wins on a day is the engine's rule: priority, latest start, lowest id.
with
involvements as (
    select
        la_code,
        involvements_id,
        source_person_id,
        professional_id,
        professional_role_id,
        professional_team,
        involvement_start_date,
        involvement_end_date
    from staging.involvements
    -- an involvement that ends before it starts credits nobody
    where coalesce(involvement_end_date, involvement_start_date) >= involvement_start_date
),

lead_involvements as (
    select
        involvements.la_code,
        coalesce(survivors.person_id, involvements.source_person_id) as person_id,
        coalesce(involvements.professional_team, 'UNALLOCATED') as team_id,
        involvements.professional_id as worker_id,
        roles.priority as role_priority,
        involvements.involvement_start_date as start_date,
        involvements.involvement_end_date as end_date,
        involvements.involvements_id as involvement_id
    from involvements
    -- inner: other roles hold no case
    inner join ref.lead_role as roles
        on involvements.professional_role_id = roles.role_id
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            involvements.la_code = survivors.la_code
            and involvements.source_person_id = survivors.source_person_id
)

select
    la_code,
    person_id,
    team_id,
    worker_id,
    role_priority,
    start_date,
    end_date,
    involvement_id
from lead_involvements
