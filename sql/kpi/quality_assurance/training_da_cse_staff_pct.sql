/* kpi
name: Staff receiving added input on domestic abuse and child sexual exploitation
domain: quality_assurance
definition: >-
  Of the practice staff in post at the end of the period, how many have attended input on domestic
  abuse and child sexual exploitation since the reporting year began.
clock: Attendance from 1 April to the end of the month; staff in post at the end of the month.
source: Scrutiny report 14 July 2015, 5.6.3
comparator: none published
caveats: >-
  Practice roles of the parameter practice_staff_roles, business support left out. Who attended and
  has left since is in neither part.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [YTD]
levels: [authority, service, team]
unit_of_count: post
tells_of: service
record: posts
*/
with
-- a reporting year begins in April: three months earlier it is a calendar year
attended_months as (
    select distinct
        attendance.la_code,
        attendance.worker_id,
        months.snapshot_date
    from staging.training_attendance as attendance
    inner join ref.month_end as months
        on
            attendance.completed_date <= months.snapshot_date
            and year(attendance.completed_date - interval 3 month)
            = year(months.snapshot_date - interval 3 month)
    where attendance.programme = 'domestic_abuse_cse'
)

select
    posts.la_code,
    cast(null as varchar) as person_id,
    posts.record_id,
    posts.snapshot_date,
    posts.team_id,
    posts.worker_id,
    case when attended_months.worker_id is not null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_posts__month_end as posts
left join attended_months
    on
        posts.la_code = attended_months.la_code
        and posts.holder_id = attended_months.worker_id
        and posts.snapshot_date = attended_months.snapshot_date
where
    posts.is_practice_staff
    and posts.is_filled
    and posts.is_main_post
