/* kpi
name: Allegations about adults referred
domain: quality_assurance
definition: >-
  Allegations about adults who work with children referred to the designated officer in the
  period, those that met the threshold and the others apart.
clock: Day of referral.
source: Working Together to Safeguard Children (allegations management)
comparator: none published
caveats: >-
  One allegation may be about several children; it counts once. Never shown below the authority.
version: 1
headline: R12
variant: referrals
pack: core
polarity: contextual
attribution: A-NONE
measure: count
bases: [YTD, R12]
levels: [authority]
categories: [met_threshold, below_threshold, not recorded]
unit_of_count: allegation
record: lado_referrals
*/
select
    la_code,
    cast(null as varchar) as person_id,
    lado_referral_id as record_id,
    referral_date as event_date,
    case
        when meets_threshold then 'met_threshold'
        when not meets_threshold then 'below_threshold'
        else 'not recorded'
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.lado_referrals
