/* kpi
name: Practice managers on the development programme
domain: workforce
definition: >-
  Of the permanent practice managers in post at the end of the day, how many have enrolled on or
  completed the managers' development programme.
clock: State at the end of the last day of the month; enrolled or completed by then.
source: Scrutiny report 14 July 2015, 5.7.3
comparator: none published
caveats: Agency and vacant practice manager posts are left out; enrolment does not lapse.
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
enrolments as (
    select
        la_code,
        worker_id,
        min(least(enrolled_date, completed_date)) as enrolled_from
    from staging.training_attendance
    where programme = 'managers_programme'
    group by la_code, worker_id
)

select
    posts.la_code,
    cast(null as varchar) as person_id,
    posts.record_id,
    posts.snapshot_date,
    posts.team_id,
    posts.worker_id,
    case when enrolments.enrolled_from <= posts.snapshot_date then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_posts__month_end as posts
left join enrolments
    on
        posts.la_code = enrolments.la_code
        and posts.holder_id = enrolments.worker_id
where
    posts.job_role = 'practice_manager'
    and posts.contract_group = 'permanent'
    and posts.is_main_post
