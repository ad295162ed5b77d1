/* rule
name: An open case without a lead worker
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_date]
  involvements: [involvement_end_date]
fault: missing code
message: The case is open on the day of the extract and nobody leads on the child.
remedy: Allocate the child, record who leads, or close the case.
*/
select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
inner join intermediate.int_referrals__unique as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and not coalesce(referrals.is_nfa, false)
cross join ref.run as run
left join intermediate.int_involvements__lead as leads
    on
        referrals.la_code = leads.la_code
        and referrals.person_id = leads.person_id
        and run.extract_date >= leads.start_date
        and run.extract_date < coalesce(leads.end_date, date '9999-12-31')
where
    referrals.close_date is null
    and leads.involvement_id is null
    and exists (
        select 1 from intermediate.int_involvements__lead as sent
        where sent.la_code = records.la_code
    )
