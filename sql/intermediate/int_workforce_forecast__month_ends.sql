-- int_workforce_forecast__month_ends: the month ends for which the staffing forecast is made
-- grain    one row per month end up to the target date, within the horizon
-- key      snapshot_date
-- units    months_to_go in whole months; annual_turnover and offer_conversion as shares of one
-- source   ref.month_end; parameters forecast_target_date, forecast_horizon_months,
--          forecast_annual_turnover, forecast_offer_conversion
with
settings as (
    select
        cast(
            nullif(max(value_text) filter (where name = 'forecast_target_date'), '') as date
        ) as target_date,
        cast(
            max(value_number) filter (where name = 'forecast_horizon_months') as integer
        ) as horizon_months,
        max(value_number) filter (where name = 'forecast_annual_turnover') as annual_turnover,
        max(value_number) filter (where name = 'forecast_offer_conversion') as offer_conversion
    from ref.parameter
),

distances as (
    select
        months.snapshot_date,
        settings.target_date,
        settings.horizon_months,
        settings.annual_turnover,
        settings.offer_conversion,
        date_diff('month', months.snapshot_date, settings.target_date) as months_to_go
    from ref.month_end as months
    cross join settings
    where months.snapshot_date <= settings.target_date
)

select
    snapshot_date,
    target_date,
    months_to_go,
    annual_turnover,
    offer_conversion
from distances
where months_to_go < horizon_months
