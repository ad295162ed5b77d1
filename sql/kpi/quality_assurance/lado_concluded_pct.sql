/* kpi
name: Allegations about adults concluded in three months
domain: quality_assurance
definition: >-
  Of the allegations about adults who work with children that met the threshold and were
  concluded in the period, the share concluded within three calendar months of the referral to
  the designated officer.
clock: >-
  Day of referral to day of conclusion; the same day three months later is in time (parameter
  lado_limit_months).
source: Working Together to Safeguard Children (allegations management)
comparator: none published
caveats: >-
  Open allegations past the limit are the variant open_past_limit; an allegation whose threshold
  is not recorded is in neither. Never shown below the authority.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [YTD, R12]
levels: [authority]
unit_of_count: allegation
tells_of: service
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
    allegations.concluded_date as event_date,
    case
        when
            allegations.concluded_date
            <= allegations.referral_date + to_months(settings.limit_months)
            then 1
        else 0
    end as numerator,
    1 as denominator
from staging.lado_referrals as allegations
cross join settings
where allegations.meets_threshold and allegations.concluded_date is not null
