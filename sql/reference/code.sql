-- code: the codes of each code list, with label and the group that figures are shown by
-- grain    one row per code list and code
-- key      code_set, code
-- units    position orders a list for display
-- source   seed.code (pipelines/reference_data/code_lists.csv, a source on every row)
select
    code_set,
    code,
    label,
    group_label,
    position,
    source
from seed.code
