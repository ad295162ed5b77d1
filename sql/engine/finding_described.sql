-- finding_described: what rules found in records, and rows that could not be loaded
-- grain    one row per rule, record (or rejected row) and column
-- key      rule, table_name, record_id, source_file, source_part, source_row, column_name, message
-- units    dates; held_on = the day on which somebody held the child to whom the fault is put
-- source   quality.finding_written, seed.rule, seed.rule_column, seed.rejected_row, ref.run,
--          intermediate.int_persons__survivor
with
found as (
    select
        findings.la_code,
        findings.rule,
        'rule' as found_by,
        rules.severity,
        rules.fault,
        rules.message,
        rules.remedy,
        places.table_name,
        coalesce(findings.column_name, places.column_name) as column_name,
        findings.record_id,
        findings.source_person_id,
        findings.on_date,
        findings.team_id,
        findings.worker_id,
        findings.source_file,
        cast(null as varchar) as source_part,
        findings.source_row,
        findings.drop_month
    from quality.finding_written as findings
    inner join seed.rule as rules
        on findings.rule = rules.rule
    inner join seed.rule_column as places
        on
            findings.rule = places.rule
            and coalesce(findings.table_name, places.table_name) = places.table_name
            and (places.is_only_table or findings.table_name is not null)
    union all
    select
        la_code,
        rule,
        'loading' as found_by,
        'error' as severity,
        rule as fault,
        message,
        'Correct it in the source system; until then the row is in no figure.' as remedy,
        table_name,
        coalesce(column_name, '') as column_name,
        cast(null as varchar) as record_id,
        source_person_id,
        cast(null as date) as on_date,
        team_id,
        worker_id,
        source_file,
        source_part,
        source_row,
        month as drop_month
    from seed.rejected_row
)

select
    found.la_code,
    found.rule,
    found.found_by,
    found.severity,
    found.fault,
    found.message,
    found.remedy,
    found.table_name,
    found.column_name,
    found.record_id,
    -- a rejected row may name anything: only who is on record is somebody
    case
        when found.found_by = 'rule'
            then coalesce(survivors.person_id, found.source_person_id)
        else survivors.person_id
    end as person_id,
    found.on_date,
    least(coalesce(found.on_date, run.extract_date), run.extract_date) as held_on,
    found.team_id,
    found.worker_id,
    found.source_file,
    found.source_part,
    found.source_row,
    found.drop_month
from found
cross join ref.run as run
-- left: a record may name no person, or one who was not sent
left join intermediate.int_persons__survivor as survivors
    on
        found.la_code = survivors.la_code
        and found.source_person_id = survivors.source_person_id
