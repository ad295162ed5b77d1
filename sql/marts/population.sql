-- population: the number of children that rates of each period end are divided by
-- grain    one row per period end with an estimate
-- key      la_code, period_end
-- units    children aged 0 to 17; population_year is the mid-year of the estimate
-- source   ref.population_for_period
select
    la_code,
    period_end,
    population,
    population_year,
    vintage,
    published_on,
    is_provisional,
    source
from ref.population_for_period
