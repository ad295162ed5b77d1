-- int_placement_orders: the first placement or freeing order of each period of care
-- grain    one row per period of care with such an order
-- key      la_code, cla_id
-- units    dates
-- source   intermediate.int_legal_statuses, intermediate.int_cla_periods__recorded
-- SSDA903 legal status E1 (placement order), D1 (freeing order).
select
    periods.la_code,
    periods.cla_id,
    min(statuses.start_date) as placement_order_date
from intermediate.int_cla_periods__recorded as periods
-- inner: only periods in which such an order was made
inner join intermediate.int_legal_statuses as statuses
    on
        periods.la_code = statuses.la_code
        and periods.person_id = statuses.person_id
        and periods.start_date <= statuses.start_date
        and statuses.start_date < coalesce(periods.end_date, date '9999-12-31')
where statuses.legal_status in ('E1', 'D1')
group by periods.la_code, periods.cla_id
