/* rule
name: A referral received while the case before was still open
dfe: [CIN 8820]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_date, close_date, referral_nfa]
fault: date
message: The referral is dated before the case before it was closed.
remedy: Correct when the case before was closed, or join the referral to it.
*/
with
referrals as (
    select
        la_code,
        referral_id,
        referral_date,
        max(close_date) filter (where not coalesce(is_nfa, false)) over (
            partition by la_code, person_id
            order by referral_date
            rows between unbounded preceding and 1 preceding
        ) as closed_before_on
    from intermediate.int_referrals__unique
)

select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.referral_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
inner join referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and referrals.referral_date < referrals.closed_before_on
