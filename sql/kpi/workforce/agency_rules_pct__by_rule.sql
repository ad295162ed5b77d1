/* kpi
name: Agency assignments meeting each of the national rules
domain: workforce
definition: >-
  Of the assignments of agency child and family social workers in force at the end of the day,
  the share recorded as meeting each rule.
clock: >-
  State at the end of the last day of the month; an assignment that ends that day is not
  counted.
source: >-
  DfE statutory guidance on agency child and family social workers, in force from 31 October
  2024
comparator: none published
caveats: >-
  A rule not recorded counts as not met. Before the rules were in force (parameter
  agency_rules_from) there is nothing to divide by.
version: 1
headline: SNAP
variant: by_rule
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [SNAP]
levels: [authority, service, team]
categories: [price_cap, experience, references, notice, cool_off]
whole: false
unit_of_count: assignment
tells_of: service
record: agency_assignments
*/
with
rules as (
    select names.rule
    from (values ('price_cap'), ('experience'), ('references'), ('notice'), ('cool_off'))
        as names (rule)
)

select
    assignments.la_code,
    cast(null as varchar) as person_id,
    assignments.assignment_id as record_id,
    assignments.snapshot_date,
    assignments.team_id,
    assignments.worker_id,
    rules.rule as category,
    cast(
        coalesce(
            case rules.rule
                when 'price_cap' then assignments.is_within_price_cap
                when 'experience' then assignments.has_three_years_experience
                when 'references' then assignments.has_references
                when 'notice' then assignments.has_notice_of_four_weeks
                else assignments.has_cooled_off
            end,
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_agency_assignments__month_end as assignments
cross join rules
where not assignments.is_project
