-- period: every period a figure can belong to, by time basis
-- grain    one row per basis and period end; AY ends only on 31 August, R36 only on 31 March
-- key      basis, period_end
-- units    window_start is the first day counted; months = complete months in the window
-- source   ref.month_end; bases as defined for every KPI. R3 is made on request, not here
with
bases as (
    select
        month_ends.snapshot_date as period_end,
        unnest(['IM', 'YTD', 'R12', 'R36', 'AY', 'SNAP']) as basis,
        -- the reporting year begins in April: April is month 1
        (month(month_ends.snapshot_date) + 8) % 12 + 1 as months_of_year
    from ref.month_end as month_ends
),

lengths as (
    select
        basis,
        period_end,
        case basis
            when 'IM' then 1
            when 'YTD' then months_of_year
            when 'R36' then 36
            when 'SNAP' then 0
            else 12
        end as months
    from bases
    where (basis <> 'AY' or month(period_end) = 8) and (basis <> 'R36' or month(period_end) = 3)
)

select
    basis,
    period_end,
    case
        when months = 0 then period_end
        else cast(date_trunc('month', period_end - to_months(months - 1)) as date)
    end as window_start,
    months
from lengths
