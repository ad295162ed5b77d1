/* rule
name: A section 47 enquiry without an outcome of a closed case
dfe: [CIN 8868]
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [s47_end_date, s47_nfa, referral_id]
  cin_episodes: [close_date]
fault: missing date
message: The case is closed and the enquiry has neither a conference nor an end.
remedy: Record how the enquiry ended, or reopen the case.
*/
select
    records.la_code,
    records.s47_enquiry_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.s47_enquiry as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and referrals.close_date is not null
left join staging.initial_cp_conference as conferences
    on
        records.la_code = conferences.la_code
        and records.s47_enquiry_id = conferences.s47_enquiry_id
where
    records.s47_end_date is null
    and records.s47_nfa is null
    and conferences.icpc_id is null
