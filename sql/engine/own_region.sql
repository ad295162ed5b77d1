-- own_region: the region whose published figures stand beside the authority's
-- grain    at most one row
-- key      region_code
-- units    London is two regions, Inner and Outer; wider_code is then London as a whole
-- source   seed.published (the newest file that places the authority), else seed.comparator
with
placed as (
    select
        published.region_code,
        published.released_on
    from seed.published as published
    inner join ref.run as run
        on published.area_code = run.la_code
    where published.region_code is not null
    union all
    select
        comparators.area_code as region_code,
        cast(null as date) as released_on
    from seed.comparator as comparators
    where
        comparators.area_type = 'region'
        and comparators.area_code is not null
        -- typed-in regions are the demonstration's: published ones say whose they are
        and not exists (
            select 1 from seed.published
            where area_level = 'region'
        )
)

select
    region_code,
    case when region_code like 'E13%' then 'E12000007' end as wider_code
from placed
order by released_on desc nulls last, region_code asc
limit 1
