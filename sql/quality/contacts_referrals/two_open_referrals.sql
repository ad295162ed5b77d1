/* rule
name: A second open case of a child
dfe: [CIN 8815]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_date, referral_date, referral_nfa]
fault: date
message: An earlier case of the child is open too.
remedy: Close the case that is no longer worked on, or merge the two.
*/
with
open_cases as (
    select
        la_code,
        referral_id,
        row_number() over (
            partition by la_code, person_id
            order by referral_date, referral_id
        ) as case_number
    from intermediate.int_referrals__unique
    where close_date is null and not coalesce(is_nfa, false)
)

select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
inner join open_cases
    on
        records.la_code = open_cases.la_code
        and records.referral_id = open_cases.referral_id
        and open_cases.case_number > 1
