/* kpi
name: Section 47 enquiries per 10,000 children
domain: section_47_icpc
definition: >-
    Section 47 enquiries started in the period for every 10,000 children aged 0 to 17, one for each
    child. Enquiries that overlap in one episode of a child are one.
clock: >-
    By the start date. Part of a year is put on a yearly footing by complete months and is then an
    annualised rate; the 12-month rate needs no such step.
source: DfE children in need statistics, table C4; LAIT indicator 217; CIN census rule 8890
comparator: EES CIN C4; LAIT Section_47
caveats: >-
    A count of part of a year over the population is no rate. Very high rates may show thresholds
    drifting at the front door. Teams have no population: their count is shown without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-START
measure: rate
bases: [YTD, R12]
levels: [authority, service, team]
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
