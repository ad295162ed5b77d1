-- int_pre_proceedings__valid: children in pre-proceedings, from the decision to how it ended
-- grain    one row per child and pre-proceedings case
-- key      la_code, pre_proceedings_id
-- units    dates, end_date null while pre-proceedings go on
-- source   staging.pre_proceedings; merges through intermediate.int_persons__survivor;
--          quality.pre_proceedings_end_before_decision keeps out a case that ends before it begins
-- They start with the decision at the legal gateway and end with the decision to step down or the
-- application to court, whichever came first.
with
cases as (
    select
        la_code,
        table_id,
        source_person_id,
        plo_family_id,
        pre_pro_decision_date as start_date,
        least(
            coalesce(agree_stepdown_issue_date, court_application_date),
            coalesce(court_application_date, agree_stepdown_issue_date)
        ) as end_date
    from staging.pre_proceedings
    where pre_pro_decision_date is not null
)

select
    cases.la_code,
    cases.table_id as pre_proceedings_id,
    coalesce(survivors.person_id, cases.source_person_id) as person_id,
    coalesce(cases.plo_family_id, cases.table_id) as family_id,
    cases.start_date,
    cases.end_date
from cases
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        cases.la_code = survivors.la_code
        and cases.source_person_id = survivors.source_person_id
left join quality.pre_proceedings_end_before_decision as wrong
    on
        cases.la_code = wrong.la_code
        and cases.table_id = wrong.record_id
where wrong.record_id is null
