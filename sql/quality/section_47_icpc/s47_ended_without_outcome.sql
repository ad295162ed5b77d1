/* rule
name: An ended section 47 enquiry that does not say how it ended
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [s47_nfa, s47_end_date]
fault: missing code
message: >-
  The enquiry has ended, no conference followed, and it does not say whether one was required.
remedy: Record whether a conference was required.
*/
select
    records.la_code,
    records.s47_enquiry_id as record_id,
    records.source_person_id,
    records.s47_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.s47_enquiry as records
left join intermediate.int_s47__outcomes as outcomes
    on
        records.la_code = outcomes.la_code
        and records.s47_enquiry_id = outcomes.s47_enquiry_id
where
    records.s47_end_date is not null
    and records.s47_nfa is null
    and outcomes.has_conference is false
