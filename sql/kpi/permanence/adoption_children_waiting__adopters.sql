/* kpi
name: Approved adopters, by whether they are matched
domain: permanence
definition: >-
  Households approved to adopt whose approval has not ended, at the end of the day, by whether
  they have been matched with a child.
clock: State at the end of the last day of the month.
source: Annex A list 11
comparator: none published
caveats: Households, not adults. A household that has adopted is ended in the source.
version: 1
headline: SNAP
variant: adopters
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [SNAP]
categories: [unmatched, matched]
unit_of_count: household
record: adopter_households
*/
select
    households.la_code,
    cast(null as varchar) as person_id,
    households.household_id as record_id,
    month_ends.snapshot_date,
    coalesce(households.team_id, 'UNALLOCATED') as team_id,
    coalesce(households.worker_id, 'UNALLOCATED') as worker_id,
    case
        when households.matched_date <= month_ends.snapshot_date then 'matched'
        else 'unmatched'
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.adopter_households as households
-- inner: a household counts at the month ends on which it was approved
inner join ref.month_end as month_ends
    on
        households.approval_date <= month_ends.snapshot_date
        and coalesce(households.ended_date, date '9999-12-31') > month_ends.snapshot_date
