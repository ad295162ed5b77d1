-- int_adoptions: children adopted, with the steps on the way
-- grain    one row per child and day of adoption
-- key      la_code, person_id, adopted_date
-- units    dates, null where the step is not recorded or did not happen
-- source   intermediate.int_cla_periods, int_permanence_plans, int_adoptive_placements,
--          int_placement_orders, int_placement_spells
-- Care ended with SSDA903 reason E11 or E12. Of several plans in one period the latest counts.
with
plans as (
    select
        la_code,
        cla_id,
        placement_order_date,
        matched_date,
        is_by_carer,
        placed_foster_carer_date
    from intermediate.int_permanence_plans
    where decision_reversed_date is null
    qualify
        row_number() over (
            partition by la_code, cla_id
            order by adm_decision_date desc nulls last, table_id asc
        ) = 1
),

-- the stay that began with the carer who later adopted
stays as (
    select
        placements.la_code,
        placements.cla_id,
        max(spells.start_date) as stay_from
    from intermediate.int_adoptive_placements as placements
    inner join intermediate.int_placement_spells as spells
        on
            placements.la_code = spells.la_code
            and placements.cla_id = spells.cla_id
            and placements.placed_date >= spells.start_date
    group by placements.la_code, placements.cla_id
)

select
    periods.la_code,
    periods.person_id,
    periods.last_episode_id,
    periods.start_date as care_start_date,
    periods.end_date as adopted_date,
    placements.placed_date,
    coalesce(plans.is_by_carer, placements.is_with_carer, false) as is_by_carer,
    coalesce(plans.placed_foster_carer_date, stays.stay_from) as with_carer_from,
    coalesce(plans.placement_order_date, orders.placement_order_date) as placement_order_date,
    plans.matched_date
from intermediate.int_cla_periods as periods
-- left: each step may be missing from the records
left join plans
    on periods.la_code = plans.la_code and periods.cla_id = plans.cla_id
left join intermediate.int_adoptive_placements as placements
    on periods.la_code = placements.la_code and periods.cla_id = placements.cla_id
left join intermediate.int_placement_orders as orders
    on periods.la_code = orders.la_code and periods.cla_id = orders.cla_id
left join stays
    on periods.la_code = stays.la_code and periods.cla_id = stays.cla_id
where periods.end_reason in ('E11', 'E12')
qualify
    -- merged records of one child hold one adoption
    row_number() over (
        partition by periods.la_code, periods.person_id, periods.end_date
        order by periods.last_episode_id
    ) = 1
