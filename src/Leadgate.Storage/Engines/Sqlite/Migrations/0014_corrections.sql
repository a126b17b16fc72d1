-- Leads can be corrected (docs/decisions/0032). The version of a lead grows with every change.
alter table lead add column version integer not null default 1;
alter table lead_with_errors add column version integer not null default 1;

-- How many of the leads that arrived with errors are valid now. What arrived stays counted in error_records.
alter table bulk add column corrected_records integer not null default 0;

-- A lead is found by its id alone. New ids are the largest, so the index grows at its end.
create index lead_with_errors_id on lead_with_errors (id);

-- What each correction changed: an array of field, from, and to, with the values as they were sent. It has no foreign key to the bulk, so
-- that old months of a partitioned store can be dropped.
create table lead_revision (
    bulk_id integer not null,
    lead_id integer not null,
    version integer not null,
    corrected_at text not null,
    corrected_by text not null,
    through text not null,
    changes text not null,
    errors_before integer not null,
    errors_after integer not null,
    erased_at text,
    primary key (bulk_id, lead_id, version)
) strict, without rowid;

-- A consent that was corrected was given and recorded by the correction. The answers before are in lead_revision.
drop view consent;

create view consent as
select
    lead.bulk_id,
    lead.id as lead_id,
    'acceptNewsLetter' as consent,
    lead.accept_news_letter as given,
    coalesce(changed.corrected_at, lead.lead_date) as given_at,
    coalesce(changed.corrected_at, bulk.created_at) as recorded_at,
    coalesce(changed.corrected_by, bulk.created_by) as recorded_by
from lead
join bulk on bulk.id = lead.bulk_id
left join lead_revision as changed
    on changed.bulk_id = lead.bulk_id and changed.lead_id = lead.id and changed.version = (
        select max(r.version) from lead_revision as r
        where r.bulk_id = lead.bulk_id and r.lead_id = lead.id
            and exists (select 1 from json_each(r.changes) as change where json_extract(change.value, '$.field') = 'acceptNewsLetter')
    )
where lead.accept_news_letter is not null
union all
select
    lead.bulk_id,
    lead.id as lead_id,
    'acceptMarketing' as consent,
    lead.accept_marketing as given,
    coalesce(changed.corrected_at, lead.lead_date) as given_at,
    coalesce(changed.corrected_at, bulk.created_at) as recorded_at,
    coalesce(changed.corrected_by, bulk.created_by) as recorded_by
from lead
join bulk on bulk.id = lead.bulk_id
left join lead_revision as changed
    on changed.bulk_id = lead.bulk_id and changed.lead_id = lead.id and changed.version = (
        select max(r.version) from lead_revision as r
        where r.bulk_id = lead.bulk_id and r.lead_id = lead.id
            and exists (select 1 from json_each(r.changes) as change where json_extract(change.value, '$.field') = 'acceptMarketing')
    )
where lead.accept_marketing is not null
union all
select
    lead.bulk_id,
    lead.id as lead_id,
    'acceptPrivatePolicy' as consent,
    lead.accept_private_policy as given,
    coalesce(changed.corrected_at, lead.lead_date) as given_at,
    coalesce(changed.corrected_at, bulk.created_at) as recorded_at,
    coalesce(changed.corrected_by, bulk.created_by) as recorded_by
from lead
join bulk on bulk.id = lead.bulk_id
left join lead_revision as changed
    on changed.bulk_id = lead.bulk_id and changed.lead_id = lead.id and changed.version = (
        select max(r.version) from lead_revision as r
        where r.bulk_id = lead.bulk_id and r.lead_id = lead.id
            and exists (select 1 from json_each(r.changes) as change where json_extract(change.value, '$.field') = 'acceptPrivatePolicy')
    )
where lead.accept_private_policy is not null;
