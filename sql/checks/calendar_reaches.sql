-- calendar_reaches: the working-day calendar covers the month reported and what falls due next
-- fails    the year whose bank holidays are to be added to pipelines/reference_data
-- source   ref.run, ref.calendar
with
ends as (
    select max(calendar.date) as calendar_to
    from ref.calendar as calendar
)

select
    cast(year(ends.calendar_to) + 1 as varchar) || ' is missing' as rule,
    'bank_holiday' as table_name
from ref.run as run
cross join ends
-- half a year ahead, so that reviews due within it have a working day
where run.extract_date + 183 > ends.calendar_to
