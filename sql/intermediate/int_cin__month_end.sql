-- int_cin__month_end: children in need at each month end
-- grain    one row per child and month end; of two open episodes the earlier
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_referrals__unique, ref.month_end
-- As the census counts them: referred on or before the day, not closed by its close, and not
-- decided as no further action. Children on plans, looked after, leaving care and awaiting
-- assessment are among them.
select
    referrals.la_code,
    referrals.person_id,
    month_ends.snapshot_date,
    referrals.referral_id,
    referrals.referral_date as open_since
from intermediate.int_referrals__unique as referrals
-- inner: an episode counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        referrals.referral_date <= month_ends.snapshot_date
        and coalesce(referrals.close_date, date '9999-12-31') > month_ends.snapshot_date
where not coalesce(referrals.is_nfa, false)
qualify
    row_number() over (
        partition by referrals.la_code, referrals.person_id, month_ends.snapshot_date
        order by referrals.referral_date, referrals.referral_id
    ) = 1
