/* rule
name: A contact with an outcome and no date of decision
severity: query
records: [contacts]
columns:
  contacts: [contact_decision_date, contact_outcome_json]
fault: missing date
message: The outcome is recorded and the day it was decided is not; it counts as late.
remedy: Record the day on which the outcome was decided.
*/
select
    records.la_code,
    records.contact_id as record_id,
    records.source_person_id,
    records.contact_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.contacts as records
where
    records.contact_decision_date is null
    and records.contact_outcome_json is not null
    -- a council that records no decisions at all has nothing to mend contact by contact
    and exists (
        select 1 from staging.contacts as decided
        where
            decided.la_code = records.la_code
            and decided.contact_decision_date is not null
    )
