-- int_deprivation_orders: deprivation of liberty orders by child
-- grain    one row per order
-- key      la_code, order_id
-- units    dates; end_date 31 December 9999 while in force
-- source   staging.deprivation_orders; merges through intermediate.int_persons__survivor
select
    orders.la_code,
    orders.order_id,
    coalesce(survivors.person_id, orders.source_person_id) as person_id,
    orders.start_date,
    coalesce(orders.end_date, date '9999-12-31') as end_date
from staging.deprivation_orders as orders
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        orders.la_code = survivors.la_code
        and orders.source_person_id = survivors.source_person_id
