-- school_judgements: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per inspection judgement of a school
-- key      la_code, school_urn, judgement_date
-- units    dates; overall_grade 1 (outstanding) to 4 (inadequate)
-- source   landed.school_judgements
select
    la_code,
    nullif(trim(school_urn), '') as school_urn,
    judgement_date,
    overall_grade,
    source_file,
    source_row,
    drop_month
from landed.school_judgements
