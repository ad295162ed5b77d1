/* kpi
name: Child's views at child protection conferences
domain: child_protection
definition: >-
    Of the initial and review child protection conferences held in the period about a child aged
    4 or over, each child counted, the share where the child attended or conveyed views. A
    conference that does not say stays in the denominator; a child without a date of birth is
    out.
clock: >-
    By the day of the conference; aged on that day (parameter cp_participation_min_age). A
    birthday of 29 February falls on 1 March in other years.
source: >-
    Standard Safeguarding Dataset reviews (participation); initial conferences: extension column
comparator: none published
caveats: Says that views were there, not that they were heard.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-CHAIR
measure: percentage
bases: [IM, YTD]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cp_reviews
*/
with
parameters as (
    select cast(value_number as integer) as min_age
    from ref.parameter
    where name = 'cp_participation_min_age'
)

select
    conferences.la_code,
    conferences.person_id,
    conferences.record_id,
    conferences.record_table,
    conferences.held_on as event_date,
    conferences.chair_team_id as team_id,
    conferences.chair_id as worker_id,
    cast(conferences.is_participation as integer) as numerator,
    1 as denominator
from intermediate.int_cp_conferences as conferences
cross join parameters
-- inner: without a date of birth a child has no age
inner join intermediate.int_persons__current as persons
    on
        conferences.la_code = persons.la_code
        and conferences.person_id = persons.person_id
        and conferences.held_on >= persons.dob
where
    -- month and day compared: a birthday of 29 February has not come on 28 February
    year(conferences.held_on) - year(persons.dob)
    - case
        when strftime(conferences.held_on, '%m%d') < strftime(persons.dob, '%m%d') then 1
        else 0
    end
    >= parameters.min_age
