/* kpi
name: Children looked after aged 16 and 17 in education, employment or training
domain: education
definition: >-
  Of the looked-after young people aged 16 or 17 who have finished Year 11, how many are in
  education, employment or training at the end of the day.
clock: State at the end of the last day of the month; an activity that ends that day is over.
source: Local; Scrutiny report 14 July 2015, 3a and 7.4
comparator: none published
caveats: >-
  Pupils of 16 still in Year 11 are left out: they are at school. No activity recorded counts as not
  in education, employment or training. With a plan is the variant with_plan.
version: 1
headline: SNAP
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
    case when is_in_eet then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_post_16__month_end
