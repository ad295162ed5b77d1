-- int_referrals__sequenced: each referral with the date of the same child's previous one
-- grain    one row per child and referral date
-- key      la_code, referral_id
-- units    dates; referral_number counts from 1 in date order
-- source   intermediate.int_referrals__unique
-- was_open_before: an earlier referral of the child had not been closed by that day
select
    la_code,
    referral_id,
    person_id,
    referral_date,
    lag(referral_date) over child_history as previous_referral_date,
    row_number() over child_history as referral_number,
    coalesce(
        max(coalesce(close_date, date '9999-12-31')) over earlier_referrals > referral_date, false
    ) as was_open_before
from intermediate.int_referrals__unique
window
    child_history as (
        partition by la_code, person_id
        order by referral_date
    ),
    earlier_referrals as (
        partition by la_code, person_id
        order by referral_date
        rows between unbounded preceding and 1 preceding
    )
