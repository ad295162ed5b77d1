-- neighbour: the authority's statistical neighbours, by model
-- grain    one row per model vintage and neighbour
-- key      la_code, vintage, rank
-- units    rank 1 is the closest; is_used = the vintage the comparison uses
-- source   seed.neighbour, ref.run
select
    neighbours.la_code,
    neighbours.vintage,
    neighbours.rank,
    neighbours.neighbour_la_code,
    neighbours.neighbour_name,
    neighbours.vintage = run.neighbour_vintage as is_used,
    neighbours.source
from seed.neighbour as neighbours
inner join ref.run as run
    on neighbours.la_code = run.la_code
