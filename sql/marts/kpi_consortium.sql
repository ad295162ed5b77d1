-- kpi_consortium: the authority's figures beside those of the consortium for the same period
-- grain    one row per KPI, basis and period end that some member has released
-- key      la_code, kpi_id, basis, period_end
-- units    as the KPI's unit; means, missing ones dropped, none below six members or neighbours
-- source   marts.consortium_value, engine.compared. A month old, where published figures are a
--          year or more; rounded to five before they left their authority
with
others as (
    select
        la_code,
        kpi_id,
        basis,
        period_end,
        count(*) as member_count,
        count(*) filter (where is_neighbour) as neighbour_count,
        avg(value) as member_mean,
        avg(value) filter (where is_neighbour) as neighbour_mean,
        median(value) as member_median,
        min(value) as member_min,
        max(value) as member_max
    from marts.consortium_value
    group by la_code, kpi_id, basis, period_end
)

select
    others.la_code,
    others.kpi_id,
    others.basis,
    others.period_end,
    compared.value_rounded,
    compared.status,
    others.member_count,
    case
        when others.member_count >= 6 then cast(others.member_mean as decimal(18, 4))
    end as member_mean,
    case
        when others.member_count >= 6 then cast(others.member_median as decimal(18, 4))
    end as member_median,
    others.member_min,
    others.member_max,
    others.neighbour_count,
    case
        when others.neighbour_count >= 6 then cast(others.neighbour_mean as decimal(18, 4))
    end as neighbour_mean
from others
-- left: a member may publish what this council does not
left join engine.compared as compared
    on
        others.kpi_id = compared.kpi_id
        and others.basis = compared.basis
        and others.period_end = compared.period_end
        and compared.is_main_figure
