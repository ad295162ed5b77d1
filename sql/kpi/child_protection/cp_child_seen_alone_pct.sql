/* kpi
name: Child protection visits with the child seen alone
domain: child_protection
definition: >-
    Of the child protection visits in the period on which a child aged 4 or over was seen, the share
    on which the child was seen alone. A visit that does not say stays in the denominator. A child
    without a date of birth is out.
clock: >-
    By the day of the visit; aged on that day (parameter cp_seen_alone_min_age). A birthday of 29
    February falls on 1 March in other years.
source: Ofsted ILACS Annex A list 7
comparator: none published
caveats: Some children are rightly not seen alone on every visit.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cp_visits
*/
with
parameters as (
    select cast(value_number as integer) as min_age
    from ref.parameter
    where name = 'cp_seen_alone_min_age'
),

visits as (
    select
        visits.la_code,
        survivors.person_id,
        visits.cp_visit_id,
        visits.cp_visit_date,
        coalesce(visits.cp_visit_seen_alone, false) as is_seen_alone
    from staging.cp_visits as visits
    -- inner: a child of whom nothing is known has no age
    inner join intermediate.int_persons__survivor as survivors
        on
            visits.la_code = survivors.la_code
            and visits.source_person_id = survivors.source_person_id
    where visits.cp_visit_seen and visits.cp_visit_date is not null
),

birthdays as (
    select
        persons.la_code,
        persons.person_id,
        persons.dob,
        cast(persons.dob + to_years(parameters.min_age) as date) as anniversary
    from intermediate.int_persons__current as persons
    cross join parameters
    where persons.dob is not null
)

select
    visits.la_code,
    visits.person_id,
    visits.cp_visit_id as record_id,
    visits.cp_visit_date as event_date,
    cast(visits.is_seen_alone as integer) as numerator,
    1 as denominator
from visits
inner join birthdays
    on
        visits.la_code = birthdays.la_code
        and visits.person_id = birthdays.person_id
where
    -- adding years to 29 February stops at the 28th: where the day shrank, move on by one
    birthdays.anniversary
    + case when day(birthdays.anniversary) < day(birthdays.dob) then 1 else 0 end
    <= visits.cp_visit_date
