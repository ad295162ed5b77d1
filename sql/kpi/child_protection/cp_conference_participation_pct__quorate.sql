/* kpi
name: Quorate child protection conferences
domain: child_protection
variant: quorate
definition: >-
    Of the initial and review child protection conferences held in the period, each child
    counted, the share that were quorate. A conference that does not say stays in the
    denominator.
clock: By the day of the conference.
source: >-
    Standard Safeguarding Dataset reviews (quorate); initial conferences: extension column
comparator: none published
caveats: An inquorate conference that was held counts as held in every other figure.
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
tells_of: service
record: cp_reviews
*/
select
    la_code,
    person_id,
    record_id,
    record_table,
    held_on as event_date,
    chair_team_id as team_id,
    chair_id as worker_id,
    cast(is_quorate as integer) as numerator,
    1 as denominator
from intermediate.int_cp_conferences
