-- parameter: the limits and choices that KPIs look up, with the value in force
-- grain    one row per parameter
-- key      name
-- units    as the parameter's own unit column says
-- source   seed.parameter (defaults with source; the council's settings may override)
select
    name,
    value_text,
    value_number,
    unit,
    default_text,
    is_default,
    description,
    source
from seed.parameter
