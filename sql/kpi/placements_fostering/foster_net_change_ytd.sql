/* kpi
name: Net change in approved foster households
domain: placements_fostering
definition: >-
  Mainstream fostering households approved in the period, less those whose approval ended by
  resignation or deregistration in the period.
clock: Date of approval counts up, date of ceasing counts down.
source: Scrutiny report 14 July 2015, 7.3; Ofsted fostering data set
comparator: none published
caveats: >-
  Below nought when more households cease than are approved. Same households as the gross figure.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-NONE
measure: count
unit: net households
bases: [YTD]
levels: [authority]
categories: [approved, ceased]
unit_of_count: household
record: fostering_households
*/
select
    la_code,
    cast(null as varchar) as person_id,
    household_id as record_id,
    approval_date as event_date,
    'approved' as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.fostering_households
where
    kind = 'mainstream'
    and approval_date is not null
union all
select
    la_code,
    cast(null as varchar) as person_id,
    household_id as record_id,
    ceased_date as event_date,
    'ceased' as category,
    -1 as numerator,
    cast(null as integer) as denominator
from staging.fostering_households
where
    kind = 'mainstream'
    and approval_date is not null
    and ceased_date is not null
