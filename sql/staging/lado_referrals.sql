-- lado_referrals: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per allegation about an adult who works with children
-- key      la_code, lado_referral_id
-- units    dates
-- source   landed.lado_referrals
select
    la_code,
    nullif(trim(lado_referral_id), '') as lado_referral_id,
    referral_date,
    meets_threshold,
    concluded_date,
    nullif(trim(outcome), '') as outcome,
    source_file,
    source_row,
    drop_month
from landed.lado_referrals
