-- int_cla_visit_rule: which visiting rule applies to each looked-after child at each month end
-- grain    one row per looked-after child and month end
-- key      la_code, person_id, snapshot_date
-- units    dates; anchor_date = the day the visiting clock of this placement started
-- source   int_cla_month_end, int_placement_spells, int_placement_legs, int_legal_statuses,
--          int_cla_reviews__held
-- Care Planning Regulations 2010, regulation 28. A placement lasts as long as the carer stays the
-- same; temporary ones (T0 to T4) do not end it. Without one on record the clock starts with care.
with
legs as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        legs.placement_type,
        legs.visit_rule,
        legs.is_long_term
    from intermediate.int_cla_month_end as children
    inner join intermediate.int_placement_legs as legs
        on
            children.la_code = legs.la_code
            and children.cla_id = legs.cla_id
            and children.snapshot_date >= legs.start_date
    qualify
        row_number() over (
            partition by children.la_code, children.person_id, children.snapshot_date
            order by
                legs.start_date desc,
                coalesce(legs.end_date, date '9999-12-31') desc,
                legs.cla_placement_id desc
        ) = 1
),

orders as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        bool_or(statuses.legal_status = 'C1') as is_interim_order,
        max(statuses.start_date) filter (where statuses.legal_status = 'C2') as care_order_date
    from intermediate.int_cla_month_end as children
    inner join intermediate.int_legal_statuses as statuses
        on
            children.la_code = statuses.la_code
            and children.person_id = statuses.person_id
            and children.snapshot_date >= statuses.start_date
            and children.snapshot_date < coalesce(statuses.end_date, date '9999-12-31')
    group by children.la_code, children.person_id, children.snapshot_date
),

first_reviews as (
    select
        la_code,
        cla_id,
        min(held_on) as first_review_date
    from intermediate.int_cla_reviews__held
    group by la_code, cla_id
)

select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    children.cla_episode_id,
    greatest(children.start_date, coalesce(stays.start_date, children.start_date)) as placed_on,
    case
        when legs.visit_rule in ('temporary_connected', 'parent_before_assessment')
            then legs.visit_rule
        when legs.placement_type = 'P1' and orders.care_order_date is not null then 'care_order'
        when legs.placement_type = 'P1' and orders.is_interim_order then 'interim_order'
        when legs.visit_rule = 'agreed_six_months' and left(legs.placement_type, 1) = 'U'
            then 'agreed_six_months'
        when legs.is_long_term then 'long_term'
        else 'ordinary'
    end as visit_rule,
    coalesce(legs.is_long_term, false) as is_long_term,
    orders.care_order_date,
    coalesce(first_reviews.first_review_date <= children.snapshot_date, false) as is_reviewed
from intermediate.int_cla_month_end as children
left join intermediate.int_placement_spells as stays
    on
        children.la_code = stays.la_code
        and children.cla_id = stays.cla_id
        and children.snapshot_date >= stays.start_date
        and children.snapshot_date < coalesce(stays.next_start_date, date '9999-12-31')
left join legs
    on
        children.la_code = legs.la_code
        and children.person_id = legs.person_id
        and children.snapshot_date = legs.snapshot_date
left join orders
    on
        children.la_code = orders.la_code
        and children.person_id = orders.person_id
        and children.snapshot_date = orders.snapshot_date
left join first_reviews
    on children.la_code = first_reviews.la_code and children.cla_id = first_reviews.cla_id
