-- comparator_known: what had been published about others by the extract, symbols included
-- grain    one row per figure, area and period that the published figure describes
-- key      figure_key, area_type, area_code, period_end
-- units    value as printed by the publisher, or 100 less it; null where a symbol stands
-- source   engine.comparator_given, ref.run, seed.neighbour, engine.own_region; of several figures
--          the one published last by the extract, typed-in ones included
select
    given.* replace (
        case
            when given.area_type = 'authority' and given.area_code = run.la_code then 'own_return'
            when given.area_type = 'authority' and neighbours.rank is not null then 'neighbour'
            when given.area_type = 'region' and given.area_code = regions.wider_code
                then 'wider_region'
            when
                given.area_type = 'region'
                and given.area_code <> ''
                and given.area_code is distinct from regions.region_code
                then 'other_region'
            else given.area_type
        end as area_type
    ),
    neighbours.rank as neighbour_rank
from engine.comparator_given as given
cross join ref.run as run
left join engine.own_region as regions
    on given.area_type = 'region'
left join seed.neighbour as neighbours
    on
        run.la_code = neighbours.la_code
        and run.neighbour_vintage = neighbours.vintage
        and given.area_code = neighbours.neighbour_la_code
        and given.area_type = 'authority'
qualify
    row_number() over (
        partition by given.figure_key, given.area_type, given.area_code, given.period_end
        order by given.is_revised_since asc, given.published_on desc, given.publication desc
    ) = 1
