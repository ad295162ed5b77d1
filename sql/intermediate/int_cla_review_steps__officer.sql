-- int_cla_review_steps__officer: the reviewing officer of each review on the day it fell due
-- grain    one row per period of care and review owed with an officer involved that day
-- key      la_code, cla_id, step_number
-- units    dates
-- source   int_cla_review_steps, int_involvements__persons; parameter iro_role_ids
-- The officer does not change when a review that was owed is held. Of two the one who came last.
with
settings as (
    select string_split(replace(max(value_text), ' ', ''), ',') as roles
    from ref.parameter
    where name = 'iro_role_ids'
)

select
    steps.la_code,
    steps.cla_id,
    steps.step_number,
    coalesce(involvements.team_id, 'UNALLOCATED') as team_id,
    involvements.worker_id
from intermediate.int_cla_review_steps as steps
cross join settings
inner join intermediate.int_involvements__persons as involvements
    on
        steps.la_code = involvements.la_code
        and steps.person_id = involvements.person_id
        and steps.due_on >= involvements.start_date
        and steps.due_on < involvements.end_date
where list_contains(settings.roles, involvements.role_id)
qualify
    row_number() over (
        partition by steps.la_code, steps.cla_id, steps.step_number
        order by involvements.start_date desc, involvements.involvement_id asc
    ) = 1
