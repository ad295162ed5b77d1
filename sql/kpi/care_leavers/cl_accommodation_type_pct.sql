/* kpi
name: Where care leavers live
domain: care_leavers
definition: >-
  Relevant and former relevant young people open at the end of the day by the kind of
  accommodation they live in (SSDA903 ACCOM letter).
clock: State at the end of the last day of the month.
source: SSDA903 OC3 ACCOM; Annex A list 9
comparator: none published
caveats: >-
  To watch: bed and breakfast (W), emergency (V), no fixed abode (S), custody (X). A code outside
  the list is not_recorded. By birthdays of the reporting year is the variant birthdays. Known
  only for months whose own drop holds the list of care leavers, because the source overwrites it.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: share
bases: [SNAP]
categories: [B, C, D, E, G, H, K, R, S, T, U, V, W, X, Y, Z, not_recorded]
record: care_leavers
*/
select
    la_code,
    person_id,
    record_id,
    snapshot_date,
    accommodation as category,
    1 as numerator,
    1 as denominator
from intermediate.int_care_leavers__month_end
where
    is_open
    and is_relevant
    and (coalesce(age_years < 21, true) or has_asked_for_support)
