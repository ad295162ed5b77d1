-- int_persons__survivor: whom each source record of a person stands for once merges are followed
-- grain    one row per person record, of staging.person or named in a merge
-- key      la_code, source_person_id
-- units    none
-- source   staging.person, staging.person_merges (an empty table if a council sends no merges)
-- Merges are followed to the end of the chain. Records that lead into a circle have no end: each
-- stays its own person and is flagged, so that a person can put the merge right.
with recursive
merge_steps as (
    select
        la_code,
        source_person_id,
        survivor_person_id
    from staging.person_merges
),

people as (
    select
        la_code,
        source_person_id
    from staging.person
    union
    select
        la_code,
        source_person_id
    from merge_steps
    union
    select
        la_code,
        survivor_person_id as source_person_id
    from merge_steps
),

walk as (
    select
        la_code,
        source_person_id,
        survivor_person_id as reached_person_id
    from merge_steps
    -- not "union all": going round a circle finds no new pair, and so the walk stops
    union
    select
        walk.la_code,
        walk.source_person_id,
        merge_steps.survivor_person_id as reached_person_id
    from walk
    inner join merge_steps
        on
            walk.la_code = merge_steps.la_code
            and walk.reached_person_id = merge_steps.source_person_id
),

ends as (
    select
        walk.la_code,
        walk.source_person_id,
        walk.reached_person_id
    from walk
    left join merge_steps
        on
            walk.la_code = merge_steps.la_code
            and walk.reached_person_id = merge_steps.source_person_id
    where merge_steps.source_person_id is null
),

answers as (
    select
        people.la_code,
        people.source_person_id,
        ends.reached_person_id,
        merge_steps.survivor_person_id
    from people
    -- left: most people are in no merge
    left join ends
        on
            people.la_code = ends.la_code
            and people.source_person_id = ends.source_person_id
    left join merge_steps
        on
            people.la_code = merge_steps.la_code
            and people.source_person_id = merge_steps.source_person_id
)

select
    la_code,
    source_person_id,
    coalesce(reached_person_id, source_person_id) as person_id,
    reached_person_id is not null as is_merged,
    survivor_person_id is not null and reached_person_id is null as is_in_cycle
from answers
