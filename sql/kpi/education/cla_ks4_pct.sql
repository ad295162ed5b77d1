/* kpi
name: Key Stage 4 attainment of children looked after
domain: education
definition: >-
  Of the children looked after without a break for the 12 months to 31 March who have a Key Stage 4
  result that school year, how many achieved the year's headline measure.
clock: School year; continuous care from 1 April of the year before to 31 March.
source: National indicator 101; LAIT indicator 365
comparator: LAIT Attainment 8, Progress 8 and English and maths measures of children looked after
caveats: >-
  The headline measure changed in 2017: never one line across the change. A cohort of a few
  children; shown as counts under ten. A result without the measure recorded counts as not
  achieved.
version: 1
differs: >-
    The published catalogue leaves its periods open; results belong to an academic year.
headline: AY
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [AY]
levels: [authority]
lookback_months: {cla_episodes: 5}
record: key_stage_4_results
*/
with
results as (
    select
        results.la_code,
        results.result_id,
        coalesce(survivors.person_id, results.source_person_id) as person_id,
        results.has_headline_measure,
        make_date(results.academic_year_ending, 8, 31) as school_year_end
    from staging.key_stage_4_results as results
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            results.la_code = survivors.la_code
            and results.source_person_id = survivors.source_person_id
)

select
    results.la_code,
    results.person_id,
    results.result_id as record_id,
    results.school_year_end as event_date,
    case when results.has_headline_measure then 1 else 0 end as numerator,
    1 as denominator
from results
-- inner: only children looked after for the twelve months
inner join intermediate.int_cla_years as years
    on
        results.la_code = years.la_code
        and results.person_id = years.person_id
        and results.school_year_end = years.school_year_end
