-- working_day: the date of each numbered working day, to find the n-th working day after a date
-- grain    one row per working day
-- key      wd_no
-- units    wd_no as in ref.calendar; due date WD+n of a = the date of wd_no(a) + n
-- source   ref.calendar
select
    wd_no,
    date
from ref.calendar
where is_working_day
