-- child_weighed: each child held at the month's end, with what the child weighs in a caseload
-- grain    one row per child with an open case, plan, period of care or lead worker
-- key      la_code, person_id
-- units    weight: 1 = one ordinary case; family_key is the child's own id where no family is known
-- source   engine.child_held, intermediate.int_families, ref.parameter (case_weight_...)
-- A further child of a family that one worker holds weighs case_weight_sibling of its own weight.
with
weights as (
    select
        'looked_after' as case_type,
        value_number as weight
    from ref.parameter
    where name = 'case_weight_looked_after'
    union all
    select
        'child_protection' as case_type,
        value_number as weight
    from ref.parameter
    where name = 'case_weight_child_protection'
    union all
    select
        'child_in_need' as case_type,
        value_number as weight
    from ref.parameter
    where name = 'case_weight_child_in_need'
    union all
    select
        'other' as case_type,
        value_number as weight
    from ref.parameter
    where name = 'case_weight_other'
),

grouped as (
    select
        children.la_code,
        children.person_id,
        children.case_type,
        children.team_id,
        children.worker_id,
        weights.weight,
        coalesce('F|' || families.family_id, 'P|' || children.person_id) as family_key
    from engine.child_held as children
    inner join weights
        on children.case_type = weights.case_type
    left join intermediate.int_families as families
        on
            children.la_code = families.la_code
            and children.person_id = families.person_id
)

select
    grouped.la_code,
    grouped.person_id,
    grouped.case_type,
    grouped.team_id,
    grouped.worker_id,
    grouped.family_key,
    cast(
        grouped.weight * case
            when
                row_number() over (
                    partition by
                        grouped.la_code, grouped.team_id, grouped.worker_id, grouped.family_key
                    order by grouped.weight desc, grouped.person_id asc
                ) > 1
                then siblings.value_number
            else 1
        end as decimal(18, 4)
    ) as weight
from grouped
inner join ref.parameter as siblings
    on siblings.name = 'case_weight_sibling'
