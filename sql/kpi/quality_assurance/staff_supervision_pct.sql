/* kpi
name: Staff supervision held monthly
domain: quality_assurance
definition: >-
  Of the months that social workers, agency workers included, were in post from the first day to
  the last, the share in which a one-to-one supervision of the worker was held.
clock: Calendar month; a supervision counts in the month of its date.
source: Local practice standard; scrutiny report 14 July 2015, 5.6.1
comparator: none published
caveats: >-
  Months in which the worker was away on every day are left out, and so are the months of
  starting and leaving. Case supervision recorded on a child is another measure.
version: 1
headline: IM
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [IM, YTD]
levels: [authority, service, team]
unit_of_count: worker
tells_of: service
record: posts
*/
with
supervised as (
    select distinct
        la_code,
        worker_id,
        last_day(supervision_date) as month_end
    from staging.staff_supervisions
)

select
    months.la_code,
    cast(null as varchar) as person_id,
    months.record_id || '|' || strftime(months.month_end, '%Y-%m') as record_id,
    months.month_end as event_date,
    months.team_id,
    months.worker_id,
    case when supervised.worker_id is not null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_staff_months as months
-- left: a month without supervision counts against
left join supervised
    on
        months.la_code = supervised.la_code
        and months.worker_id = supervised.worker_id
        and months.month_end = supervised.month_end
where not months.is_absent_all_month
