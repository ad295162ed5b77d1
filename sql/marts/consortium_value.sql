-- consortium_value: what other authorities of the consortium have released, rounded to five
-- grain    one row per authority, KPI, basis and period end
-- key      other_la_code, kpi_id, basis, period_end
-- units    numerator and denominator to the nearest five; value follows from those
-- source   seed.consortium, ref.run, seed.neighbour. Released months only, never revised
select
    run.la_code,
    given.la_code as other_la_code,
    given.la_name as other_la_name,
    given.kpi_id,
    given.basis,
    given.period_end,
    given.value,
    given.numerator,
    given.denominator,
    neighbours.rank is not null as is_neighbour,
    given.publication_id
from seed.consortium as given
cross join ref.run as run
left join seed.neighbour as neighbours
    on
        run.la_code = neighbours.la_code
        and run.neighbour_vintage = neighbours.vintage
        and given.la_code = neighbours.neighbour_la_code
