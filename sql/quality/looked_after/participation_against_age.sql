/* rule
name: A way of taking part that does not fit the age
dfe: [SSDA903 440, SSDA903 441]
severity: query
records: [cla_reviews]
columns:
  cla_reviews: [cla_review_participation, cla_review_date]
  person: [dob]
fault: code
message: The child is said to have been under 4 and was not, or the other way about.
remedy: Correct how the child took part, or the birth date.
*/
select
    records.la_code,
    records.cla_review_id as record_id,
    periods.person_id as source_person_id,
    records.cla_review_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_reviews as records
inner join intermediate.int_cla_periods__recorded as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
inner join intermediate.int_persons__current as persons
    on
        periods.la_code = persons.la_code
        and periods.person_id = persons.person_id
where
    regexp_matches(upper(records.cla_review_participation), '^PN[0-7]$')
    and (upper(records.cla_review_participation) = 'PN0')
    <> (records.cla_review_date < persons.dob + interval 4 year)
