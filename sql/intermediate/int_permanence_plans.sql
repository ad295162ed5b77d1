-- int_permanence_plans: each plan for permanence with the period of care it was made in
-- grain    one row per permanence record whose child is known to have been looked after
-- key      la_code, table_id
-- units    dates; care_start_date and care_end_date as in int_cla_periods
-- source   staging.permanence, intermediate.int_cla_periods, int_placement_orders,
--          int_adoptive_placements
-- A record that does not name its period belongs to the one open on the first of its dates.
with
records as (
    select
        records.la_code,
        records.table_id,
        records.cla_id,
        coalesce(survivors.person_id, records.source_person_id) as person_id,
        records.adm_decision_date,
        records.decision_reversed_date,
        records.placement_order_date,
        records.matched_date,
        records.adopted_by_carer_flag,
        records.placed_foster_carer_date,
        coalesce(
            records.adm_decision_date, records.placement_order_date, records.permanence_order_date
        ) as first_date
    from staging.permanence as records
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            records.la_code = survivors.la_code
            and records.source_person_id = survivors.source_person_id
)

select
    records.la_code,
    records.table_id,
    records.person_id,
    periods.cla_id,
    periods.start_date as care_start_date,
    periods.end_date as care_end_date,
    records.adm_decision_date,
    records.decision_reversed_date,
    coalesce(records.placement_order_date, orders.placement_order_date) as placement_order_date,
    records.matched_date,
    placements.placed_date,
    coalesce(records.adopted_by_carer_flag, placements.is_with_carer, false) as is_by_carer,
    records.placed_foster_carer_date
from records
-- inner: a plan outside any period of care is about no child looked after here
inner join intermediate.int_cla_periods as periods
    on
        records.la_code = periods.la_code
        and records.person_id = periods.person_id
        and (
            records.cla_id = periods.cla_id
            or (
                records.cla_id is null
                and records.first_date >= periods.start_date
                and records.first_date <= coalesce(periods.end_date, date '9999-12-31')
            )
        )
-- left: many plans have no order yet, and are not placed yet
left join intermediate.int_placement_orders as orders
    on
        periods.la_code = orders.la_code
        and periods.cla_id = orders.cla_id
left join intermediate.int_adoptive_placements as placements
    on
        periods.la_code = placements.la_code
        and periods.cla_id = placements.cla_id
qualify
    row_number() over (
        partition by records.la_code, records.table_id
        order by periods.start_date desc, periods.cla_id asc
    ) = 1
