-- restated_cause: why each cohort row is not what it was
-- grain    one row per publication, KPI file, record, category and, for stocks, month end
-- key      publication_id, file_stem, record_id, category, row_month
-- units    cause: added, withdrawn, changed, matured, merged, recalculated
-- source   engine.restated_row, engine.restated_person, seed.record_change
-- matured = the record stands, and what settled it happened after that publication's extract;
-- recalculated = the records stand, so a definition, setting or reference figure moved it
with
own as (
    select
        publication_id,
        table_name,
        record_id,
        -- a table with a key of several columns can tell several things of one record
        bool_or(change = 'added') as is_added,
        bool_or(change = 'withdrawn') as is_withdrawn,
        bool_or(change in ('corrected', 'late')) as is_corrected,
        bool_or(change = 'later') as is_later
    from seed.record_change
    group by publication_id, table_name, record_id
)

select
    rows_in.publication_id,
    rows_in.file_stem,
    rows_in.record_id,
    rows_in.category,
    rows_in.is_stock,
    rows_in.row_month,
    rows_in.then_month_end,
    rows_in.now_month_end,
    rows_in.then_from_month,
    rows_in.now_from_month,
    rows_in.then_service_id,
    rows_in.now_service_id,
    rows_in.then_team_id,
    rows_in.now_team_id,
    rows_in.then_numerator,
    rows_in.now_numerator,
    rows_in.then_denominator,
    rows_in.now_denominator,
    case
        when rows_in.then_month_end is null and own.is_added then 'added'
        when rows_in.now_month_end is null and own.is_withdrawn then 'withdrawn'
        when people.has_merge or former.has_merge then 'merged'
        when own.is_corrected or own.is_added or own.is_withdrawn then 'changed'
        when own.is_later then 'matured'
        when people.has_late or former.has_late then 'changed'
        when people.has_later or former.has_later then 'matured'
        when rows_in.then_team_id <> rows_in.now_team_id then 'changed'
        else 'recalculated'
    end as cause
from engine.restated_row as rows_in
left join own
    on
        rows_in.publication_id = own.publication_id
        and rows_in.record_table = own.table_name
        -- an id joined from several parts begins with the id of its source record
        and split_part(rows_in.record_id, '|', 1) = own.record_id
left join engine.restated_person as people
    on
        rows_in.publication_id = people.publication_id
        and rows_in.file_stem = people.file_stem
        and rows_in.now_person_id = people.person_id
left join engine.restated_person as former
    on
        rows_in.publication_id = former.publication_id
        and rows_in.file_stem = former.file_stem
        and rows_in.then_person_id = former.person_id
