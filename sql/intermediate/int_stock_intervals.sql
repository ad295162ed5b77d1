-- int_stock_intervals: the records that keep a child in each stock, as recorded
-- grain    one row per stock and record
-- key      la_code, stock, record_id
-- units    dates; end_date is the first day out, far ahead while the record is open
-- source   int_referrals__unique, int_cin_plans__valid, int_cp_plans__valid, int_cla_periods,
--          int_pre_proceedings__valid, int_early_help__valid
with
intervals as (
    select
        la_code,
        'open cases' as stock,
        referral_id as record_id,
        person_id,
        referral_date as start_date,
        close_date as end_date
    from intermediate.int_referrals__unique
    union all
    select
        la_code,
        'children in need' as stock,
        referral_id as record_id,
        person_id,
        referral_date as start_date,
        close_date as end_date
    from intermediate.int_referrals__unique
    where not coalesce(is_nfa, false)
    union all
    select
        la_code,
        'child in need plans' as stock,
        cin_plan_id as record_id,
        person_id,
        start_date,
        end_date
    from intermediate.int_cin_plans__valid
    union all
    select
        la_code,
        'child protection plans' as stock,
        cp_plan_id as record_id,
        person_id,
        start_date,
        end_date
    from intermediate.int_cp_plans__valid
    union all
    select
        la_code,
        'children looked after' as stock,
        last_episode_id as record_id,
        person_id,
        start_date,
        end_date
    from intermediate.int_cla_periods
    union all
    select
        la_code,
        'pre-proceedings' as stock,
        pre_proceedings_id as record_id,
        person_id,
        start_date,
        end_date
    from intermediate.int_pre_proceedings__valid
    union all
    select
        la_code,
        'early help' as stock,
        episode_id as record_id,
        person_id,
        start_date,
        end_date
    from intermediate.int_early_help__valid
)

select
    la_code,
    stock,
    record_id,
    person_id,
    start_date,
    coalesce(end_date, date '9999-12-31') as end_date
from intervals
-- a case closed before it opened is for the reject list
where coalesce(end_date, start_date) >= start_date
