-- key_stage_4_results: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per pupil and academic year
-- key      la_code, result_id
-- units    academic_year_ending as a calendar year; flags true, false or not recorded
-- source   landed.key_stage_4_results
select
    la_code,
    nullif(trim(result_id), '') as result_id,
    nullif(trim(source_person_id), '') as source_person_id,
    academic_year_ending,
    has_headline_measure,
    source_file,
    source_row,
    drop_month
from landed.key_stage_4_results
