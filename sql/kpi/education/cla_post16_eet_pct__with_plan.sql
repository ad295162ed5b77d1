/* kpi
name: Children looked after aged 16 and 17 with a plan for life after Year 11
domain: education
definition: >-
  Of the looked-after young people aged 16 or 17 who have finished Year 11, how many have a post-16
  education plan at the end of the day.
clock: >-
  State at the end of the last day of the month; the plan is read from the activity of that day.
source: Local; Scrutiny report 14 July 2015, 7.4
comparator: none published
caveats: Someone without an activity recorded that day counts as without a plan.
version: 1
headline: SNAP
variant: with_plan
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    case when has_plan then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_post_16__month_end
