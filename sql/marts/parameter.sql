-- parameter: the limits and choices in force when the figures were made
-- grain    one row per parameter
-- key      name
-- units    as the parameter's own unit column says
-- source   ref.parameter
select
    name,
    value_text,
    value_number,
    unit,
    default_text,
    is_default,
    description,
    source
from ref.parameter
