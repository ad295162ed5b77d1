/* rule
name: An open case followed by one that is closed
dfe: [CIN 8816]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_date, referral_date, referral_nfa]
fault: missing date
message: The case is open and a later one of the child is closed.
remedy: Close the case on the day work on it ended.
*/
with
referrals as (
    select
        la_code,
        referral_id,
        close_date,
        is_nfa,
        max(referral_date) filter (where close_date is not null) over (
            partition by la_code, person_id
        ) as last_closed_referred_on,
        referral_date
    from intermediate.int_referrals__unique
)

select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
inner join referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and referrals.close_date is null
        and not coalesce(referrals.is_nfa, false)
        and referrals.referral_date < referrals.last_closed_referred_on
