/* kpi
name: Initial health assessment before the first review
domain: looked_after
variant: before_first_review
definition: >-
    Of the children who came into care and whose 20th working day fell in the period while they
    were still looked after, the share with an initial health assessment by a medical
    practitioner on or before the day of their first review, or of the 20th working day if none
    has been held. Short breaks (V3, V4) alone are out.
clock: >-
    As for the 20 working days, but judged against the first review, which may fall sooner or
    later.
source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7
comparator: none published
caveats: A first review held late leaves more time; read beside the figure for 20 working days.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cla_health: 3}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
select
    due.la_code,
    due.person_id,
    due.episode_id as record_id,
    due.due_on as event_date,
    cast(coalesce(due.completed_on <= coalesce(reviews.held_on, due.due_on), false) as integer)
        as numerator,
    1 as denominator
from intermediate.int_cla_initial_health as due
-- left: a first review not yet held is due on the same 20th working day
left join intermediate.int_cla_review_steps as reviews
    on
        due.la_code = reviews.la_code
        and due.cla_id = reviews.cla_id
        and reviews.step_number = 1
where not due.was_assessed_before
