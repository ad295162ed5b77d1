/* kpi
name: Looked-after children with a current care plan
domain: looked_after
definition: >-
    Of the children looked after for more than 10 working days at the period end, the share with
    a care plan, or from 16 on a pathway plan, begun or brought up to date in the last 6 months
    and not before the last review less 10 working days. Short breaks (V3, V4) alone are out.
clock: >-
    State at the period end. The later of the two limits counts, that day included; aged 16 from
    the 16th birthday. Parameters care_plan_settling_wd, care_plan_months,
    care_plan_before_review_wd.
source: Care Planning, Placement and Case Review (England) Regulations 2010, regulations 4 to 6
comparator: none published
caveats: >-
    A care plan brought up to date is a new record with its own start; a pathway plan counts on
    the day it was begun or completed. A care plan does not stand in for a pathway plan.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cla_care_plan: 6, cla_reviews: 6}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    cast(is_current as integer) as numerator,
    1 as denominator
from intermediate.int_cla_care_plans__month_end
