/* kpi
name: School attendance of children looked after
domain: education
definition: >-
  Of the sessions that looked-after children of compulsory school age could attend in the period,
  how many they attended.
clock: >-
  Sessions are half days. A span of days counts in the month of its last day, if the child was
  looked after on its first and its last day.
source: Local attendance feed; LAIT indicator 201 for absence
comparator: LAIT indicator 201, absence of the yearly 12-month cohort; not the same cohort
caveats: >-
  The feed is to end a span where care begins or ends. August has no sessions. By child and band
  of absence is the variant absence_band.
version: 1
headline: AY
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [IM, AY]
levels: [authority]
weighted: sessions
unit_of_count: session
record: school_attendance
*/
select
    la_code,
    person_id,
    attendance_id as record_id,
    end_date as event_date,
    sessions_attended as numerator,
    sessions_possible as denominator
from intermediate.int_school_attendance__pupils
where is_looked_after
