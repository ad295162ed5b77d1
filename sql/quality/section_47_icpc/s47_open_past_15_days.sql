/* rule
name: A section 47 enquiry without an outcome for more than 15 working days
dfe: [CIN 8675Q]
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [s47_end_date, s47_nfa, s47_start_date]
  cin_episodes: [close_date]
fault: missing date
message: >-
  The enquiry began more than 15 working days before the extract and has neither a conference nor
  an end.
remedy: Record the conference, or how the enquiry ended.
*/
select
    records.la_code,
    records.s47_enquiry_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.s47_enquiry as records
cross join ref.run as run
inner join ref.calendar as started
    on records.s47_start_date = started.date
inner join ref.calendar as extracted
    on run.extract_date = extracted.date
left join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
left join staging.initial_cp_conference as conferences
    on
        records.la_code = conferences.la_code
        and records.s47_enquiry_id = conferences.s47_enquiry_id
where
    records.s47_end_date is null
    and records.s47_nfa is null
    and conferences.icpc_id is null
    and extracted.wd_no - started.wd_no > 15
    -- of a closed case another rule speaks
    and referrals.close_date is null
