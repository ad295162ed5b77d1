/* kpi
name: Care leavers in education, employment or training
domain: care_leavers
definition: >-
    Of the young people formerly in care whose birthday fell in the 12 months, the share in
    education, employment or training, full or part time: 17th and 18th birthdays, and 19th to 21st,
    each by itself. Young people not in touch stay in and count as not. Out: those who had not left
    care, whose care another authority took over, who have been home for six months, or who died.
clock: By the birthday; one of 29 February falls on 1 March in other years.
source: LAIT indicator 113; SSDA903 activity codes F1, F2, F4, F5, P1, P2, P4, P5 (formerly F3, P3)
comparator: LAIT CareLeaverEET (19 to 21)
caveats: >-
    The record holds only the latest activity, so a figure exists for the month reported; those of
    earlier months stand as first published. Entitlement is taken from the recorded eligibility, not
    worked out from 13 weeks in care.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [R12]
levels: [authority, service, team, worker]
categories: ['17 to 18', '19 to 21']
whole: false
lookback_months: 0
unit_of_count: child
record: care_leavers
supplied_by: [ssd]
*/
select
    birthdays.la_code,
    birthdays.person_id,
    birthdays.table_id as record_id,
    birthdays.birthday as event_date,
    run.data_to as credit_date,
    cast(
        coalesce(
            leavers.care_leaver_activity in (
                'F1', 'F2', 'F3', 'F4', 'F5', 'P1', 'P2', 'P3', 'P4', 'P5'
            ),
            false
        ) as integer
    ) as numerator,
    1 as denominator,
    case when birthdays.age <= 18 then '17 to 18' else '19 to 21' end as category,
    -- activity is overwritten at the source: what it says is true of the month reported only
    run.data_to as counts_from
from intermediate.int_care_leavers__birthdays as birthdays
inner join staging.care_leavers as leavers
    on
        birthdays.la_code = leavers.la_code
        and birthdays.table_id = leavers.table_id
cross join ref.run as run
where
    birthdays.birthday > last_day(run.data_to - interval 12 month)
    and birthdays.birthday <= run.data_to
qualify
    -- twelve months to 29 February hold two birthdays of a child born on one: the later counts
    row_number() over (
        partition by birthdays.la_code, birthdays.person_id
        order by birthdays.birthday desc
    ) = 1
