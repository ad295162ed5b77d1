/* kpi
name: Allegations about adults open past the limit
domain: quality_assurance
definition: >-
  Allegations about adults that met the threshold, not concluded at the end of the day, whose
  referral lies longer ago than the limit.
clock: >-
  Three calendar months from the day of referral (parameter lado_limit_months); on the day
  itself the limit has not passed.
source: Working Together to Safeguard Children (allegations management)
comparator: none published
caveats: Concluded on the day itself is not open. Never shown below the authority.
version: 1
headline: SNAP
variant: open_past_limit
pack: core
polarity: lower
attribution: A-NONE
measure: count
bases: [SNAP]
levels: [authority]
unit_of_count: allegation
record: lado_referrals
*/
with
settings as (
    select cast(value_number as integer) as limit_months
    from ref.parameter
    where name = 'lado_limit_months'
)

select
    allegations.la_code,
    cast(null as varchar) as person_id,
    allegations.lado_referral_id as record_id,
    months.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from staging.lado_referrals as allegations
cross join settings
inner join ref.month_end as months
    on
        allegations.referral_date + to_months(settings.limit_months) < months.snapshot_date
        and coalesce(allegations.concluded_date, date '9999-12-31') > months.snapshot_date
where allegations.meets_threshold
