/* kpi
name: Improvement grant approved
domain: improvement
definition: Grant money for improvement work approved in the period, in pounds.
clock: Date of approval.
source: Scrutiny report 14 July 2015, 5.4; finance record
comparator: none published
caveats: Approved, not paid or spent.
version: 1
headline: YTD
pack: improvement_plan
polarity: contextual
attribution: A-NONE
measure: count
unit: GBP
bases: [YTD]
levels: [authority]
unit_of_count: grant
record: improvement_grants
*/
select
    la_code,
    cast(null as varchar) as person_id,
    grant_id as record_id,
    approved_date as event_date,
    amount_gbp as numerator,
    cast(null as integer) as denominator
from staging.improvement_grants
