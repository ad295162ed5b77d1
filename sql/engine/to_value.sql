-- to_value: what every figure is made of, undivided or by an attribute, ready to be valued once
-- grain    one row per figure
-- key      figure_no
-- units    sums; gap = why there is no history, null if there is
-- source   engine.based, engine.breakdown, seed.kpi
-- made     on reading: only engine.fraction reads it
select
    figure_no,
    level,
    measure,
    unit,
    weighted,
    scale,
    numerator,
    denominator,
    median_value,
    population,
    yearly_top,
    yearly_bottom,
    gap
from engine.based
union all
select
    figures.figure_no,
    figures.level,
    kpis.measure,
    kpis.unit,
    kpis.weighted,
    kpis.scale,
    cast(coalesce(figures.numerator, 0) as decimal(24, 4)) as numerator,
    case
        when kpis.measure not in ('count', 'rate')
            then cast(coalesce(figures.denominator, 0) as decimal(24, 4))
    end as denominator,
    cast(null as decimal(18, 4)) as median_value,
    -- nobody estimates a population by these attributes: a rate has no value
    cast(null as bigint) as population,
    1 as yearly_top,
    1 as yearly_bottom,
    cast(null as varchar) as gap
from engine.breakdown as figures
inner join seed.kpi as kpis
    on figures.file_stem = kpis.file_stem
