-- pep_due: when each looked-after pupil's next personal education plan is due
-- grain    one row per pupil of compulsory school age looked after at the month's end
-- key      la_code, record_id
-- units    dates; a plan stands for its own term and the next (as pep_current_pct), the first is
--          due when pep_settling_wd working days of care have passed; none if plans were never sent
-- source   intermediate.int_cla_pupils__month_end, int_peps__completed, int_school_terms__month,
--          ref.calendar, ref.working_day, ref.parameter, ref.run, seed.coverage
with
terms as (
    select distinct
        term_from,
        -- the term after next: until the day before it a plan of this term stands
        lead(term_from, 2) over (order by term_from) as stands_until
    from (select distinct term_from from intermediate.int_school_terms__month) as starts
),

pupils as (
    select
        pupils.la_code,
        pupils.person_id,
        pupils.cla_episode_id,
        pupils.start_date,
        max(plans.completed_date) as completed_date
    from intermediate.int_cla_pupils__month_end as pupils
    inner join ref.run as run
        on pupils.snapshot_date = run.data_to
    inner join seed.coverage as coverage
        on coverage.table_name = 'peps' and coverage.is_sent
    left join intermediate.int_peps__completed as plans
        on
            pupils.la_code = plans.la_code
            and pupils.person_id = plans.person_id
            and pupils.start_date <= plans.completed_date
            and run.extract_date >= plans.completed_date
    where pupils.is_of_compulsory_age
    group by pupils.la_code, pupils.person_id, pupils.cla_episode_id, pupils.start_date
),

term_of_plan as (
    select
        pupils.la_code,
        pupils.person_id,
        max(terms.term_from) as term_from
    from pupils
    inner join terms
        on pupils.completed_date >= terms.term_from
    group by pupils.la_code, pupils.person_id
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.cla_episode_id as record_id,
    'cla_episodes' as record_table,
    'personal education plan to complete' as action,
    coalesce(cast(terms.stands_until - interval 1 day as date), first_days.date) as due_date
from pupils
inner join ref.parameter as settings
    on settings.name = 'pep_settling_wd'
left join term_of_plan
    on pupils.la_code = term_of_plan.la_code and pupils.person_id = term_of_plan.person_id
left join terms
    on term_of_plan.term_from = terms.term_from
inner join ref.calendar as entry
    on pupils.start_date = entry.date
inner join ref.working_day as first_days
    on entry.wd_no + cast(settings.value_number as integer) + 1 = first_days.wd_no
