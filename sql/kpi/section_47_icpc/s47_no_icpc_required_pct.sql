/* kpi
name: Section 47 enquiries where a conference was not required
domain: section_47_icpc
definition: >-
    Of the section 47 enquiries that came to an outcome in the period, the share that ended without
    need of an initial child protection conference. An enquiry with no outcome yet is in neither
    part; one whose end does not say stays in the denominator.
clock: >-
    By the day of the outcome: the conference held for the child on or after the enquiry's start, or
    else the enquiry's end.
source: CIN census (ICPCnotRequired); Ofsted ILACS Annex A list 5
comparator: none published
caveats: >-
    Counted when it ended, not when it started, so it is not the complement of the share leading to
    a conference.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: s47_enquiry
*/
select
    la_code,
    person_id,
    s47_enquiry_id as record_id,
    case when has_conference then icpc_date else end_date end as event_date,
    team_id,
    worker_id,
    -- a conference held after all outweighs what the record says
    cast(coalesce(is_nfa, false) and not has_conference as integer) as numerator,
    1 as denominator
from intermediate.int_s47__outcomes
where has_conference or end_date is not null
