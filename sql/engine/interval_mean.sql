-- interval_mean: the 95% interval of every mean of at least two values
-- grain    one row per figure with such an interval
-- key      figure_no
-- units    as the figure
-- source   engine.mean_spread, engine.based, seed.t_quantile. Mean -/+ t x standard deviation over
--          root n (as PHEindicatormethods phe_mean); beyond 200 degrees of freedom t follows from
--          the normal quantile by Cornish and Fisher's series (Abramowitz and Stegun 26.7.5)
with
spreads as (
    select
        based.figure_no,
        based.scale,
        figures.values_count,
        cast(figures.values_sum as double) / figures.values_count as centre,
        -- whole ten-thousandths, so that nothing is lost where the values are nearly equal
        sqrt(
            cast(
                cast(figures.squares_sum * 100000000 as hugeint) * figures.values_count
                - cast(figures.values_sum * 10000 as hugeint)
                * cast(figures.values_sum * 10000 as hugeint) as double
            )
            / (
                cast(figures.values_count as double)
                * figures.values_count
                * (figures.values_count - 1)
            )
        ) / 10000 as standard_error,
        figures.values_count - 1 as freedom,
        -- z is the 97.5th percentile of the normal distribution
        cast(1.959963984540054 as double) as z
    from engine.mean_spread as figures
    inner join engine.based as based
        on
            figures.file_stem = based.file_stem
            and figures.basis = based.basis
            and figures.period_end = based.period_end
            and figures.level = based.level
            and figures.service_id = based.service_id
            and figures.team_id = based.team_id
            and figures.worker_id = based.worker_id
            and figures.category = based.category
    where figures.values_count >= 2
),

widths as (
    select
        spreads.figure_no,
        spreads.scale,
        spreads.centre,
        spreads.standard_error * coalesce(
            quantiles.upper_975,
            z
            + (power(z, 3) + z) / (4 * freedom)
            + (5 * power(z, 5) + 16 * power(z, 3) + 3 * z) / (96 * power(freedom, 2))
            + (3 * power(z, 7) + 19 * power(z, 5) + 17 * power(z, 3) - 15 * z)
            / (384 * power(freedom, 3))
            + (
                79 * power(z, 9) + 776 * power(z, 7) + 1482 * power(z, 5) - 1920 * power(z, 3)
                - 945 * z
            )
            / (92160 * power(freedom, 4))
        ) as width
    from spreads
    -- left: the table ends at 200 degrees of freedom
    left join seed.t_quantile as quantiles
        on spreads.freedom = quantiles.df
)

select
    figure_no,
    scale * (centre - width) as ci_lower,
    scale * (centre + width) as ci_upper
from widths
