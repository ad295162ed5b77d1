/* kpi
name: Staff briefed on the practice standards
domain: quality_assurance
definition: >-
  Of the social work staff in post at the end of the day, permanent, fixed-term and agency, how many
  have attended a briefing on the practice standards.
clock: State at the end of the last day of the month; briefed by then.
source: Scrutiny report 14 July 2015, 5.7.1
comparator: none published
caveats: >-
  Qualified roles of the parameter social_work_roles. A filled post without a named holder counts as
  not briefed. Enrolment without attendance does not count.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [SNAP]
levels: [authority, service, team]
unit_of_count: post
tells_of: service
record: posts
*/
with
briefings as (
    select
        la_code,
        worker_id,
        min(completed_date) as briefed_date
    from staging.training_attendance
    where programme = 'practice_standards'
    group by la_code, worker_id
)

select
    posts.la_code,
    cast(null as varchar) as person_id,
    posts.record_id,
    posts.snapshot_date,
    posts.team_id,
    posts.worker_id,
    case when briefings.briefed_date <= posts.snapshot_date then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_posts__month_end as posts
left join briefings
    on
        posts.la_code = briefings.la_code
        and posts.holder_id = briefings.worker_id
where
    posts.is_social_work
    and posts.is_filled
    and posts.is_main_post
