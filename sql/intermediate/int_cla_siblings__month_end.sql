-- int_cla_siblings__month_end: looked-after children with a looked-after brother or sister
-- grain    one row per such child and month end
-- key      la_code, person_id, snapshot_date
-- units    together = the same carer, registration number or postcode that day
-- source   int_cla_placement__month_end, staging.family; merges through int_persons__survivor
with
families as (
    select distinct
        family.la_code,
        family.family_id,
        coalesce(survivors.person_id, family.source_person_id) as person_id
    from staging.family as family
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            family.la_code = survivors.la_code
            and family.source_person_id = survivors.source_person_id
    where family.family_id is not null
),

siblings as (
    select distinct
        own.la_code,
        own.person_id,
        other.person_id as sibling_id
    from families as own
    inner join families as other
        on
            own.la_code = other.la_code
            and own.family_id = other.family_id
            and own.person_id <> other.person_id
),

pairs as (
    select
        own.la_code,
        own.person_id,
        own.snapshot_date,
        own.cla_episode_id,
        coalesce(own.carer_id = other.carer_id, false)
        or coalesce(own.urn = other.urn, false)
        or coalesce(own.postcode = other.postcode, false) as is_together
    from intermediate.int_cla_placement__month_end as own
    inner join siblings
        on
            own.la_code = siblings.la_code
            and own.person_id = siblings.person_id
    inner join intermediate.int_cla_placement__month_end as other
        on
            siblings.la_code = other.la_code
            and siblings.sibling_id = other.person_id
            and own.snapshot_date = other.snapshot_date
)

select
    la_code,
    person_id,
    snapshot_date,
    cla_episode_id,
    bool_or(is_together) as is_with_a_sibling,
    bool_and(is_together) as is_with_all_siblings
from pairs
group by
    la_code,
    person_id,
    snapshot_date,
    cla_episode_id
