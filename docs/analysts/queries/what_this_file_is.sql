-- What does this file hold, up to which day, and is it a draft or final?
-- One row: the publication. Quote publication_id with every figure taken from the file.
select
    publication_id,
    la_name,
    month,
    status,
    is_synthetic,
    data_to,
    extracted_at,
    code_version
from publication
