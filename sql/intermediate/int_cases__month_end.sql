-- int_cases__month_end: children with an open case at each month end
-- grain    one row per child and month end; of two open referrals the earlier
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   intermediate.int_referrals__unique, ref.month_end
-- Open means referred on or before the day and not closed by its close, whatever the outcome of the
-- referral: a case somebody holds is work.
select
    referrals.la_code,
    referrals.person_id,
    month_ends.snapshot_date,
    referrals.referral_id,
    referrals.referral_date as open_since
from intermediate.int_referrals__unique as referrals
-- inner: a case counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        referrals.referral_date <= month_ends.snapshot_date
        and coalesce(referrals.close_date, date '9999-12-31') > month_ends.snapshot_date
qualify
    row_number() over (
        partition by referrals.la_code, referrals.person_id, month_ends.snapshot_date
        order by referrals.referral_date, referrals.referral_id
    ) = 1
