/* rule
name: A child placed for adoption before the decision, or without one
dfe: [SSDA903 551, SSDA903 552]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_start_date, cla_placement_type]
  permanence: [adm_decision_date]
fault: date
message: >-
  The child was placed for adoption and the decision that adoption is best is later or not
  recorded.
remedy: Record the decision, or correct either date.
*/
select
    records.la_code,
    records.cla_placement_id as record_id,
    records.source_person_id,
    records.cla_placement_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_placement as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join (
    select
        decisions.la_code,
        coalesce(people.person_id, decisions.source_person_id) as person_id,
        decisions.adm_decision_date
    from staging.permanence as decisions
    left join intermediate.int_persons__survivor as people
        on
            decisions.la_code = people.la_code
            and decisions.source_person_id = people.source_person_id
) as decided
    on
        survivors.la_code = decided.la_code
        and survivors.person_id = decided.person_id
        and records.cla_placement_start_date >= decided.adm_decision_date
where
    regexp_matches(records.cla_placement_type, '^A[3-6]$')
    and decided.person_id is null
    -- a council that sends no decisions has nothing to mend child by child
    and exists (
        select 1 from staging.permanence as sent
        where sent.la_code = records.la_code
    )
