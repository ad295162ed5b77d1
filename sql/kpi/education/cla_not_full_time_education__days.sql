/* kpi
name: Days looked-after children have been without full-time schooling
domain: education
definition: >-
  For the looked-after children of compulsory school age without full-time schooling at the end of
  the day, the average number of days it has lasted so far.
clock: >-
  Calendar days from the last roll, the start of the part-time timetable, entering care or
  compulsory age, whichever came last, to the last day of the month.
source: Local school roll
comparator: none published
caveats: Time in earlier periods of care does not count.
version: 1
headline: SNAP
variant: days
pack: core
polarity: lower
attribution: A-SNAP
measure: mean
unit: days
bases: [SNAP]
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    days_count as numerator,
    1 as denominator
from intermediate.int_cla_schooling__month_end
