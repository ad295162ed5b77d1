-- restated_person: what else changed in a person's records since an earlier publication
-- grain    one row per publication, KPI file and person
-- key      publication_id, file_stem, person_id
-- units    flags; late = dated on or before that publication's extract, later = dated after it
-- source   seed.record_change, seed.kpi_dependency, intermediate.int_persons__survivor
with
changes as (
    select
        changes.publication_id,
        changes.table_name,
        changes.source_person_id,
        changes.change in ('corrected', 'withdrawn', 'late')
        or (
            changes.change = 'added' and changes.event_date <= publications.extract_date
        ) as is_late,
        changes.change = 'later'
        or (changes.change = 'added' and changes.event_date > publications.extract_date) as is_later
    from seed.record_change as changes
    inner join seed.earlier_publication as publications
        on changes.publication_id = publications.publication_id
    -- tables without a date describe the person, not an event that settles a figure
    where changes.event_date is not null and changes.table_name <> 'person_merges'
),

merged as (
    select
        publication_id,
        unnest([source_person_id, related_person_id]) as source_person_id
    from seed.record_change
    where table_name = 'person_merges'
),

told as (
    select
        changes.publication_id,
        dependencies.file_stem,
        changes.source_person_id,
        changes.is_late,
        changes.is_later,
        false as is_merged
    from changes
    inner join seed.kpi_dependency as dependencies
        on changes.table_name = dependencies.table_name
    union all
    select
        merged.publication_id,
        kpis.file_stem,
        merged.source_person_id,
        false as is_late,
        false as is_later,
        true as is_merged
    from merged
    cross join seed.kpi as kpis
),

-- under the name a person had then as well as under today's
named as (
    select
        told.publication_id,
        told.file_stem,
        unnest(list_distinct([told.source_person_id, survivors.person_id])) as person_id,
        told.is_late,
        told.is_later,
        told.is_merged
    from told
    inner join intermediate.int_persons__survivor as survivors
        on told.source_person_id = survivors.source_person_id
)

select
    publication_id,
    file_stem,
    person_id,
    coalesce(bool_or(is_late), false) as has_late,
    coalesce(bool_or(is_later), false) as has_later,
    bool_or(is_merged) as has_merge
from named
group by publication_id, file_stem, person_id
