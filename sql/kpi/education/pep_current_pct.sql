/* kpi
name: Children looked after with a current personal education plan
domain: education
definition: >-
  Of the looked-after children of compulsory school age who have been in care for more than 10
  working days at the end of the day, how many have a personal education plan completed in this
  term or the one before, since they came into care.
clock: >-
  State at the end of the last day of the month; terms begin on 1 September, 1 January and 1
  April.
source: Statutory guidance on promoting the education of looked-after children (July 2014, 2018)
comparator: none published
caveats: >-
  Paper and electronic plans both count. Compulsory age runs from the term after the fifth birthday
  to the end of Year 11, taken to 31 August. Terms are the parameter school_term_start_months.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
lookback_months: {peps: 9}
tells_of: service
record: cla_episodes
*/
with
settings as (
    select cast(max(value_number) as integer) as settling_wd
    from ref.parameter
    where name = 'pep_settling_wd'
),

pupils as (
    select
        pupils.la_code,
        pupils.person_id,
        pupils.snapshot_date,
        pupils.cla_episode_id,
        greatest(pupils.previous_term_from, pupils.start_date) as plan_from
    from intermediate.int_cla_pupils__month_end as pupils
    cross join settings
    inner join ref.calendar as today
        on pupils.snapshot_date = today.date
    -- left: care that began before the calendar has long settled
    left join ref.calendar as entry
        on pupils.start_date = entry.date
    where
        pupils.is_of_compulsory_age
        and coalesce(today.wd_no - entry.wd_no > settings.settling_wd, true)
),

plans as (
    select
        peps.la_code,
        coalesce(survivors.person_id, peps.source_person_id) as person_id,
        peps.completed_date
    from staging.peps as peps
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            peps.la_code = survivors.la_code
            and peps.source_person_id = survivors.source_person_id
    where peps.completed_date is not null
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.cla_episode_id as record_id,
    pupils.snapshot_date,
    case when count(plans.completed_date) > 0 then 1 else 0 end as numerator,
    1 as denominator
from pupils
left join plans
    on
        pupils.la_code = plans.la_code
        and pupils.person_id = plans.person_id
        and pupils.plan_from <= plans.completed_date
        and pupils.snapshot_date >= plans.completed_date
group by pupils.la_code, pupils.person_id, pupils.cla_episode_id, pupils.snapshot_date
