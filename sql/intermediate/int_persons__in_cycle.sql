-- int_persons__in_cycle: person records whose merges lead round in a circle, for someone to correct
-- grain    one row per person record that leads into a circle of merges
-- key      la_code, source_person_id
-- units    none
-- source   intermediate.int_persons__survivor
select
    la_code,
    source_person_id
from intermediate.int_persons__survivor
where is_in_cycle
