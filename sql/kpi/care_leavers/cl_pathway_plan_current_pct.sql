/* kpi
name: Care leavers with a pathway plan reviewed in the last six months
domain: care_leavers
definition: >-
  Of the eligible, relevant and former relevant young people open at the end of the day, how many
  have had their pathway plan reviewed in the last six months.
clock: >-
  Calendar months back from the last day of the month; a review six months ago to the day is in
  time.
source: Care Leavers (England) Regulations 2010; Annex A list 9
comparator: none published
caveats: >-
  No review recorded counts as not current. From the 21st birthday only those who have asked for
  support are open. The interval is the parameter pathway_plan_review_months. Known only for
  months whose own drop holds the list of care leavers, because the source overwrites it.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
tells_of: service
record: care_leavers
*/
with
settings as (
    select cast(max(value_number) as integer) as review_months
    from ref.parameter
    where name = 'pathway_plan_review_months'
)

select
    states.la_code,
    states.person_id,
    states.record_id,
    states.snapshot_date,
    case
        when
            states.pathway_plan_review_date
            >= states.snapshot_date - to_months(settings.review_months)
            then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_care_leavers__month_end as states
cross join settings
where
    states.is_open
    and (states.is_eligible or states.is_relevant)
    and (coalesce(states.age_years < 21, true) or states.has_asked_for_support)
