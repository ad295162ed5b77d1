-- int_stock_spells: unbroken times of each child in each stock, records that meet joined into one
-- grain    one row per stock, child and spell
-- key      la_code, stock, person_id, start_date
-- units    dates; end_date is the first day out, far ahead while the child is in
-- source   intermediate.int_stock_intervals
-- A child who is out one day and in again that day never left. A spell of no day is none.
with
ordered as (
    select
        la_code,
        stock,
        person_id,
        record_id,
        start_date,
        end_date,
        max(end_date) over (
            partition by la_code, stock, person_id
            order by start_date, end_date, record_id
            rows between unbounded preceding and 1 preceding
        ) as reached
    from intermediate.int_stock_intervals
    where end_date > start_date
),

numbered as (
    select
        la_code,
        stock,
        person_id,
        start_date,
        end_date,
        sum(case when coalesce(start_date > reached, true) then 1 else 0 end) over (
            partition by la_code, stock, person_id
            -- the order in which reached was worked out: of records that begin on one day the
            -- first alone has nothing before it
            order by start_date, end_date, record_id
            rows between unbounded preceding and current row
        ) as spell_number
    from ordered
)

select
    la_code,
    stock,
    person_id,
    min(start_date) as start_date,
    max(end_date) as end_date
from numbered
group by
    la_code,
    stock,
    person_id,
    spell_number
