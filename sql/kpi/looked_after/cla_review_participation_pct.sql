/* kpi
name: Looked-after children who took part in their review
domain: looked_after
definition: >-
    Of the reviews held in the period of looked-after children aged 4 or over that day, the
    share in which the child took part or conveyed views: codes PN1, PN2, PN3, PN5 and PN6.
    Short breaks (V3, V4) alone are out. Not recorded, PN7 and, by default, PN4 count as not
    taking part.
clock: >-
    The day of the review; aged 4 from the fourth birthday. Without a birth date code PN0 (under
    4) decides.
source: SSDA903 review codes PN0 to PN7
comparator: none published
caveats: >-
    PN4 (attended without contributing) counts if parameter cla_participation_counts_pn4 is 1.
    Age is parameter cla_participation_from_age.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-CHAIR
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_reviews
*/
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'cla_participation_from_age') as integer)
            as from_age,
        max(value_number) filter (where name = 'cla_participation_counts_pn4') as counts_pn4
    from ref.parameter
),

reviews as (
    select
        held.la_code,
        held.person_id,
        held.cla_review_id,
        held.held_on,
        held.iro_team_id,
        held.iro_worker_id,
        held.participation,
        parameters.from_age,
        parameters.counts_pn4,
        persons.dob,
        -- a birthday of 29 February falls on 1 March: compare month and day
        year(held.held_on) - year(persons.dob)
        - case
            when strftime(held.held_on, '%m%d') < strftime(persons.dob, '%m%d') then 1 else 0
        end as age_years
    from intermediate.int_cla_reviews__held as held
    cross join parameters
    left join intermediate.int_persons__current as persons
        on held.la_code = persons.la_code and held.person_id = persons.person_id
)

select
    la_code,
    person_id,
    cla_review_id as record_id,
    held_on as event_date,
    iro_team_id as team_id,
    iro_worker_id as worker_id,
    case
        when participation in ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') then 1
        when participation = 'PN4' and counts_pn4 = 1 then 1
        else 0
    end as numerator,
    1 as denominator
from reviews
where
    case
        when dob is null then coalesce(participation, '') <> 'PN0'
        else age_years >= from_age
    end
