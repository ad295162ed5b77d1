/* kpi
name: Practice standards met in casework
domain: quality_assurance
definition: >-
  Of the checks of a practice standard made in audits completed in the period, how many found it
  met, standard by standard. Checks marked not applicable are left out.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2, 5.7.1 and 7.5
comparator: none published
caveats: >-
  PS1 to PS12 are a working list until the council's own standards replace it; any other code counts
  as other. Only checks made by an auditor, which are a sample; checks the system makes on every
  case are the variant system_tested.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
categories: [PS1, PS2, PS3, PS4, PS5, PS6, PS7, PS8, PS9, PS10, PS11, PS12, other]
unit_of_count: check
tells_of: service
record: audit_standards
*/
select
    la_code,
    cast(null as varchar) as person_id,
    audit_standard_id as record_id,
    event_date,
    team_id,
    worker_id,
    category,
    numerator,
    1 as denominator
from intermediate.int_audit_standards__checked
where not is_system_tested
