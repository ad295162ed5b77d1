/* rule
name: A referral worked on or closed without a date of decision
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_decision_date]
fault: missing date
message: >-
  Work began on the referral or it was closed, and no date of decision is recorded; it counts as
  late.
remedy: Record the day on which the next step was decided.
*/
select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.referral_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
where
    records.referral_decision_date is null
    and (
        records.close_date is not null
        or exists (
            select 1 from staging.cin_assessments as assessments
            where
                assessments.la_code = records.la_code
                and assessments.referral_id = records.referral_id
        )
    )
    -- a council that records no decisions at all has nothing to mend referral by referral
    and exists (
        select 1 from staging.cin_episodes as decided
        where
            decided.la_code = records.la_code
            and decided.referral_decision_date is not null
    )
