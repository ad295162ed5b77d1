-- run: what this build is: the authority, the month reported and the extract it rests on
-- grain    one row
-- key      la_code
-- units    data_to is the last day of the month reported; extract_date the day of the extract
-- source   seed.run
select
    la_code,
    la_name,
    month,
    data_to,
    extracted_at,
    extract_date,
    history_months,
    is_synthetic,
    publication_id,
    headline_basis,
    neighbour_vintage
from seed.run
