/* kpi
name: Fostering enquiries that led to approval
domain: placements_fostering
definition: >-
    Of the mainstream households that enquired in the 12 months before the last 12, the share
    approved within 12 months of their enquiry.
clock: >-
    An enquiry counts once its 12 months are over, the last day of them included (parameter
    foster_conversion_months).
source: Scrutiny report 14 July 2015, 7.3; Ofsted fostering data set
comparator: none published
caveats: >-
    A cohort of households. The figure Ofsted prints is enquiries to applications in one year,
    which is no cohort.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [R12]
levels: [authority]
lookback_months: {fostering_households: 12}
unit_of_count: household
record: fostering_households
*/
with
parameters as (
    select cast(max(value_number) as integer) as conversion_months
    from ref.parameter
    where name = 'foster_conversion_months'
)

select
    households.la_code,
    cast(null as varchar) as person_id,
    households.household_id as record_id,
    cast(households.enquiry_date + to_months(parameters.conversion_months) as date) as event_date,
    cast(
        coalesce(
            households.approval_date
            <= households.enquiry_date + to_months(parameters.conversion_months),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from staging.fostering_households as households
cross join parameters
where
    households.kind = 'mainstream'
    and households.enquiry_date is not null
