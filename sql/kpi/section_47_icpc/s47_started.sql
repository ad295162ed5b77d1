/* kpi
name: Section 47 enquiries started
domain: section_47_icpc
definition: >-
    Section 47 enquiries started in the period, one for each child. Enquiries that overlap in one
    episode of a child are one.
clock: By the start date, the day of the strategy discussion that decided to begin the enquiry.
source: DfE children in need statistics, table C4; LAIT indicator 217; CIN census rule 8890
comparator: EES CIN C4
caveats: Siblings count one each.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: count
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
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_s47__unique
