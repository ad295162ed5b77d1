-- int_assessment_factors: factors found at the end of assessments, each code on its own
-- grain    one row per authorised assessment and factor
-- key      la_code, assessment_id, factor_code
-- units    dates
-- source   staging.assessment_factors, intermediate.int_assessments__valid, ref.code
-- The list is read as it comes: names of codes with a yes, or a plain list of codes. A code that is
-- not in the census code set is kept as such; text that cannot be read names no factor.
with
lists as (
    select
        la_code,
        assessment_id,
        try_cast(assessment_factors_json as json) as factors
    from staging.assessment_factors
    where assessment_id is not null
),

marked as (
    select
        la_code,
        assessment_id,
        factors,
        unnest(json_keys(factors)) as factor_code
    from lists
    where json_type(factors) = 'OBJECT'
),

named as (
    select
        la_code,
        assessment_id,
        factor_code
    from marked
    where
        upper(json_extract_string(factors, '$."' || factor_code || '"'))
        in ('Y', 'YES', 'TRUE', '1')
    union all
    select
        la_code,
        assessment_id,
        unnest(from_json(factors, '["VARCHAR"]')) as factor_code
    from lists
    where json_type(factors) = 'ARRAY'
)

select
    assessments.la_code,
    assessments.assessment_id,
    assessments.person_id,
    assessments.referral_id,
    assessments.authorised_date,
    assessments.team_id,
    assessments.worker_id,
    upper(trim(named.factor_code)) as factor_code,
    coalesce(max(codes.label), 'not in the code set') as factor,
    coalesce(max(codes.group_label), 'not in the code set') as factor_group
from named
inner join intermediate.int_assessments__valid as assessments
    on
        named.la_code = assessments.la_code
        and named.assessment_id = assessments.assessment_id
        and assessments.authorised_date is not null
-- left: a code that is not in the code set is shown as such
left join ref.code as codes
    on
        codes.code_set = 'assessment_factor'
        and upper(trim(named.factor_code)) = codes.code
where trim(named.factor_code) <> ''
group by
    assessments.la_code,
    assessments.assessment_id,
    assessments.person_id,
    assessments.referral_id,
    assessments.authorised_date,
    assessments.team_id,
    assessments.worker_id,
    upper(trim(named.factor_code))
