/* kpi
name: Children looked after with at least one suspension
domain: education
definition: >-
  Of the pupils looked after without a break for the 12 months to 31 March and 5 to 15 years old
  when the school year began, how many were suspended (excluded for a fixed period) at least once
  in the school year.
clock: >-
  School year from 1 September to 31 August, by the first day of the suspension; continuous care
  from 1 April to 31 March.
source: LAIT indicator 238
comparator: LAIT LAC_Fixed_ Ex, yearly
caveats: >-
  Permanent and lunchtime exclusions are left out. A suspension before care or after it counts
  too.
version: 1
headline: AY
pack: core
polarity: lower
attribution: A-NONE
measure: percentage
bases: [AY]
levels: [authority]
lookback_months: {cla_episodes: 5}
record: cla_episodes
*/
with
suspensions as (
    select
        suspensions.la_code,
        coalesce(survivors.person_id, suspensions.source_person_id) as person_id,
        suspensions.start_date
    from staging.school_exclusions as suspensions
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            suspensions.la_code = survivors.la_code
            and suspensions.source_person_id = survivors.source_person_id
    where suspensions.category = 'FIXD'
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.last_episode_id as record_id,
    -- a state of the school year: the same period of care may stand in several years
    pupils.school_year_end as snapshot_date,
    case when count(suspensions.start_date) > 0 then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_pupils__year as pupils
-- left: most pupils were not suspended
left join suspensions
    on
        pupils.la_code = suspensions.la_code
        and pupils.person_id = suspensions.person_id
        and suspensions.start_date between pupils.school_year_from and pupils.school_year_end
group by pupils.la_code, pupils.person_id, pupils.last_episode_id, pupils.school_year_end
