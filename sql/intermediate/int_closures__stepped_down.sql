-- int_closures__stepped_down: closed episodes of need and whether early help took over
-- grain    one row per closed referral that could have been stepped down
-- key      la_code, referral_id
-- units    dates
-- source   int_referrals__unique, int_early_help__valid, ref.calendar, ref.parameter
-- Stepped down: closed for early help (RC9), or an early help episode began from 10 working days
-- before the closure to 20 after it. Referrals of no further action, and cases closed by adoption
-- (RC1), death (RC2), transfer (RC5) or adulthood (RC6) could not be.
with
parameters as (
    select
        max(case when name = 'step_down_before_wd' then value_number end) as before_wd,
        max(case when name = 'step_down_after_wd' then value_number end) as after_wd
    from ref.parameter
),

closures as (
    select
        referrals.la_code,
        referrals.referral_id,
        referrals.person_id,
        referrals.close_date,
        referrals.close_reason,
        closed.wd_no as closed_wd_no
    from intermediate.int_referrals__unique as referrals
    -- inner: only cases closed
    inner join ref.calendar as closed
        on referrals.close_date = closed.date
    where
        not coalesce(referrals.is_nfa, false)
        and coalesce(referrals.close_reason, '') not in ('RC1', 'RC2', 'RC5', 'RC6')
),

starts as (
    select
        episodes.la_code,
        episodes.person_id,
        started.wd_no
    from intermediate.int_early_help__valid as episodes
    inner join ref.calendar as started
        on episodes.start_date = started.date
)

select
    closures.la_code,
    closures.referral_id,
    closures.person_id,
    closures.close_date,
    coalesce(closures.close_reason, '') = 'RC9' or count(starts.wd_no) > 0 as is_stepped_down
from closures
cross join parameters
-- left: most closures are followed by no early help
left join starts
    on
        closures.la_code = starts.la_code
        and closures.person_id = starts.person_id
        and closures.closed_wd_no - parameters.before_wd <= starts.wd_no
        and closures.closed_wd_no + parameters.after_wd >= starts.wd_no
group by
    closures.la_code,
    closures.referral_id,
    closures.person_id,
    closures.close_date,
    closures.close_reason
