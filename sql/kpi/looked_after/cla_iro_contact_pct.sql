/* kpi
name: Reviews with a contact by the reviewing officer since the one before
domain: looked_after
definition: >-
    Of the reviews of looked-after children held in the period, the share before which the
    independent reviewing officer visited or contacted the child since the review before or, for
    the first, since the child came into care. Short breaks (V3, V4) alone are out.
clock: >-
    From the day after the previous review (or the day of coming into care) to the day of the
    review.
source: Ofsted Annex A list 8; IRO Handbook 2010
comparator: none published
caveats: >-
    The Standard Safeguarding Dataset and Annex A hold only the latest contact, so earlier
    months need the local list of contacts.
version: 1
differs: >-
    Counted per review held: as a state at a day every child would fail on the day after a
    review.
headline: R12
pack: core
polarity: higher
attribution: A-CHAIR
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cla_reviews: 6}
unit_of_count: child
tells_of: service
record: cla_reviews
*/
with
contacted as (
    select distinct
        held.la_code,
        held.cla_review_id
    from intermediate.int_cla_reviews__held as held
    inner join intermediate.int_iro_contacts as contacts
        on
            held.la_code = contacts.la_code
            and held.person_id = contacts.person_id
            and held.held_on >= contacts.contact_date
            -- the day before care began stands in where there is no earlier review
            and coalesce(held.previous_held_on, held.start_date - 1) < contacts.contact_date
)

select
    held.la_code,
    held.person_id,
    held.cla_review_id as record_id,
    held.held_on as event_date,
    held.iro_team_id as team_id,
    held.iro_worker_id as worker_id,
    case when contacted.cla_review_id is null then 0 else 1 end as numerator,
    1 as denominator
from intermediate.int_cla_reviews__held as held
left join contacted
    on held.la_code = contacted.la_code and held.cla_review_id = contacted.cla_review_id
