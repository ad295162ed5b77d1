-- int_care_leavers__month_end: what the month's own drop says of each care leaver
-- grain    one row per young person and month end that had a drop
-- key      la_code, person_id, snapshot_date
-- units    age_years completed; is_open: still entitled to support at the end of the day;
--          is_relevant: relevant or former relevant child; is_eligible: still in care
-- source   staging.care_leavers__by_drop, intermediate.int_persons__current,
--          int_care_leavers__qualified, ref.month_end
-- Eligibility, accommodation and suitability may come as codes or in words (Annex A list 9).
with
records as (
    select
        records.la_code,
        coalesce(survivors.person_id, records.source_person_id) as person_id,
        month_ends.snapshot_date,
        records.table_id || '|' || records.drop_month as record_id,
        lower(records.care_leaver_eligibility) as eligibility,
        upper(records.care_leaver_in_touch) as in_touch,
        records.care_leaver_latest_contact as latest_contact,
        -- SSDA903 ACCOM: a letter of the kind; a figure behind it is the suitability
        regexp_extract(upper(records.care_leaver_accommodation), '^[BCDEGHKRSTUVWXYZ]')
            as accommodation,
        lower(records.care_leaver_accom_suitable) as suitability,
        upper(left(records.care_leaver_activity, 2)) as activity,
        records.pathway_plan_review_date,
        records.care_leaver_personal_advisor is not null as has_adviser,
        records.care_leaver_support_requested as has_asked_for_support,
        records.care_leaver_closed_date as closed_date
    from staging.care_leavers__by_drop as records
    -- inner: a drop of an earlier month than is shown has no figure
    inner join ref.month_end as month_ends
        on records.drop_month = strftime(month_ends.snapshot_date, '%Y-%m')
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            records.la_code = survivors.la_code
            and records.source_person_id = survivors.source_person_id
    qualify
        -- of merged records of one young person the one with the latest contact
        row_number() over (
            partition by
                records.la_code,
                coalesce(survivors.person_id, records.source_person_id),
                month_ends.snapshot_date
            order by records.care_leaver_latest_contact desc nulls last, records.table_id asc
        ) = 1
)

select
    records.la_code,
    records.person_id,
    records.snapshot_date,
    records.record_id,
    persons.dob,
    persons.death_date,
    -- a birthday of 29 February falls on 1 March: compare month and day, not years of days
    year(records.snapshot_date) - year(persons.dob)
    - case
        when strftime(records.snapshot_date, '%m%d') < strftime(persons.dob, '%m%d') then 1
        else 0
    end as age_years,
    coalesce(records.eligibility like '%eligible%', false) as is_eligible,
    -- the council's own category or, where it gives none, time in care
    coalesce(records.eligibility like '%relevant%', qualified.person_id is not null)
        as is_relevant,
    coalesce(records.in_touch, 'NOT RECORDED') as in_touch,
    records.latest_contact,
    coalesce(nullif(records.accommodation, ''), 'not_recorded') as accommodation,
    coalesce(records.suitability in ('1', 'y', 'yes', 'suitable', 'a) suitable'), false)
        as is_suitable,
    records.activity,
    records.pathway_plan_review_date,
    records.has_adviser,
    records.has_asked_for_support,
    coalesce(records.closed_date > records.snapshot_date, true)
    and coalesce(persons.death_date > records.snapshot_date, true)
    -- DIED; RHOM = returned home for six months or more: neither is entitled any longer
    and coalesce(records.in_touch, '') not in ('DIED', 'RHOM') as is_open
from records
-- left: without a date of birth the young person is in no age group
left join intermediate.int_persons__current as persons
    on records.la_code = persons.la_code and records.person_id = persons.person_id
-- left: who was in care before the records begin has a category or is not known to be relevant
left join intermediate.int_care_leavers__qualified as qualified
    on
        records.la_code = qualified.la_code
        and records.person_id = qualified.person_id
        and records.snapshot_date >= qualified.eligible_date
