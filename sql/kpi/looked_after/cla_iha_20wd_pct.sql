/* kpi
name: Initial health assessment within 20 working days
domain: looked_after
definition: >-
    Of the children who came into care and whose 20th working day fell in the period while they
    were still looked after, the share with an initial health assessment by a medical
    practitioner on or before that day. Children assessed in the three months before they came
    into care are out. Short breaks (V3, V4) alone are out.
clock: >-
    Day 0 is the day of coming into care; the 20th working day is in time. Parameters
    iha_limit_wd, iha_earlier_assessment_months, iha_clock_end (the day it was held, or its
    report came).
source: >-
    Promoting the health and well-being of looked-after children (DfE and DH 2015); Care
    Planning, Placement and Case Review (England) Regulations 2010, regulation 7
comparator: none published
caveats: >-
    Who carried it out is recorded locally; not recorded, it is taken to be a medical
    practitioner. An assessment on the day of coming into care counts.
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
    cast(coalesce(due.completed_on <= due.due_on, false) as integer)
        as numerator,
    1 as denominator
from intermediate.int_cla_initial_health as due
where not due.was_assessed_before
