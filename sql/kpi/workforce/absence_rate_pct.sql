/* kpi
name: Social worker sickness absence
domain: workforce
definition: >-
  Working days lost to sickness by employed social workers in the twelve months, for every
  hundred that the staff in post at the end of them could have worked.
clock: >-
  Working days in England from the first day away to the day before the return, times the
  worker's hours; a full-time worker could work absence_working_days a year, one more where the
  twelve months hold a 29 February.
source: LAIT indicator 287; children's social work workforce census
comparator: LAIT Work_Force_SWAbsence, year to 30 September
caveats: >-
  Divides by the staff in post at the end, as the census does. Sickness not ended counts up to
  the end of the month. Agency workers are in neither part.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-POST
measure: ratio
unit: percent
bases: [R12]
levels: [authority, service, team]
unit_of_count: post
record: staff_absences
*/
with
settings as (
    select value_number as days_a_year
    from ref.parameter
    where name = 'absence_working_days'
)

select
    la_code,
    cast(null as varchar) as person_id,
    -- an absence over several months loses days in each
    absence_id || '|' || strftime(month_end, '%Y-%m') as record_id,
    'staff_absences' as record_table,
    last_day_away as event_date,
    cast(null as date) as snapshot_date,
    team_id,
    worker_id,
    days_lost as numerator,
    cast(null as decimal(18, 4)) as denominator
from intermediate.int_sickness__months
union all
select
    posts.la_code,
    cast(null as varchar) as person_id,
    posts.record_id,
    'posts' as record_table,
    cast(null as date) as event_date,
    posts.snapshot_date,
    posts.team_id,
    posts.worker_id,
    cast(null as decimal(18, 4)) as numerator,
    posts.fte * (
        settings.days_a_year
        + case
            when
                date_diff(
                    'day',
                    last_day(posts.snapshot_date - interval 12 month),
                    posts.snapshot_date
                ) = 366
                then 1
            else 0
        end
    ) as denominator
from intermediate.int_posts__month_end as posts
cross join settings
where
    posts.is_social_work
    and posts.contract_group in ('permanent', 'fixed_term')
    and posts.holder_id is not null
