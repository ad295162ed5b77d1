/* kpi
name: Children looked after without full-time schooling
domain: education
definition: >-
  Looked-after children of compulsory school age who are on no school roll at the end of the day,
  or whose timetables come to fewer than 25 hours a week.
clock: State at the end of the last day of the month; a roll that ends that day is over.
source: Local school roll; statutory guidance on promoting the education of looked-after children
comparator: none published
caveats: >-
  A roll without hours recorded is taken as full time. Compulsory age: from the term after the
  fifth birthday to the last Friday of June of Year 11. The limit is the parameter
  full_time_school_hours.
  How long so far is the variant days.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
categories: [no_school_roll, part_time]
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    reason as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_schooling__month_end
