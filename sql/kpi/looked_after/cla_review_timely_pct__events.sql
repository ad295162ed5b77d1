/* kpi
name: Reviews of looked-after children held by the day they were due
domain: looked_after
variant: events
definition: >-
    Of the reviews of looked-after children that fell due in the period, the share held on or
    before the due day. Short breaks (V3, V4) alone are out. A review still not held counts as
    late.
clock: >-
    As for the children's figure; a review counts in the month in which it fell due, whenever it
    was held.
source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33
comparator: none published
caveats: >-
    Counts reviews, not children: one late review weighs as much as any other.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: {cla_episodes: 12, cla_reviews: 9}
unit_of_count: child
tells_of: service
record: cla_reviews
*/
select
    steps.la_code,
    steps.person_id,
    -- a review held leads to its own record, one still owed to the period of care
    coalesce(
        steps.cla_review_id, steps.last_episode_id || '|' || cast(steps.step_number as varchar)
    ) as record_id,
    case when steps.cla_review_id is null then 'cla_episodes' else 'cla_reviews' end
        as record_table,
    steps.due_on as event_date,
    coalesce(officers.team_id, steps.iro_team_id, 'UNALLOCATED') as second_team_id,
    coalesce(officers.worker_id, steps.iro_worker_id, 'UNALLOCATED') as second_worker_id,
    cast(coalesce(steps.held_on <= steps.due_on, false) as integer) as numerator,
    1 as denominator
from intermediate.int_cla_review_steps as steps
-- left: without an officer involved that day the one who held the review has the second credit
left join intermediate.int_cla_review_steps__officer as officers
    on
        steps.la_code = officers.la_code
        and steps.cla_id = officers.cla_id
        and steps.step_number = officers.step_number
where
    steps.held_on is not null
    -- a review not held is owed only if care went on beyond the day it fell due
    or steps.due_on < coalesce(steps.end_date, date '9999-12-31')
