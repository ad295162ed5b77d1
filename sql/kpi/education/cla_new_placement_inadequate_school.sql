/* kpi
name: New school places of children looked after at inadequate schools
domain: education
definition: >-
  School places begun in the period, by children looked after that day, at a school whose judgement
  in force that day was inadequate.
clock: First day on the school's roll.
source: Scrutiny report 14 July 2015, 7.4
comparator: none published
caveats: >-
  A school judged inadequate after the child joined is no breach; the child then counts in the share
  at inadequate schools. A judgement published on the day of joining is in force.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
unit_of_count: school place
record: school_rolls
*/
with
rolls as (
    select
        rolls.la_code,
        coalesce(survivors.person_id, rolls.source_person_id) as person_id,
        rolls.roll_id,
        rolls.start_date
    from staging.school_rolls as rolls
    -- inner: only places at a school that was inadequate that day
    inner join intermediate.int_school_judgements__in_force as judgements
        on
            rolls.la_code = judgements.la_code
            and rolls.school_urn = judgements.school_urn
            and rolls.start_date >= judgements.valid_from
            and rolls.start_date < coalesce(judgements.valid_to, date '9999-12-31')
            and judgements.overall_grade = 4
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            rolls.la_code = survivors.la_code
            and rolls.source_person_id = survivors.source_person_id
)

select
    la_code,
    person_id,
    roll_id as record_id,
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from rolls
where
    exists (
        select 1
        from intermediate.int_cla_periods as periods
        where
            periods.la_code = rolls.la_code
            and periods.person_id = rolls.person_id
            and periods.start_date <= rolls.start_date
            and coalesce(periods.end_date, date '9999-12-31') > rolls.start_date
    )
