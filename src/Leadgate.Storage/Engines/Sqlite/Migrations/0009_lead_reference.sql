-- Leads are searched by the id that they have at the sender, also those with errors.
alter table lead_with_errors add column lead_reference text;

update lead_with_errors set lead_reference = trim(cast(sent ->> '$.leadReference' as text))
where json_valid(sent) and json_type(sent, '$.leadReference') in ('text', 'integer') and length(sent ->> '$.leadReference') <= 200;

-- The first column keeps the index fast to write, see ReferenceIndex.
create index lead_reference on lead ((id >> 11), lead_reference) where lead_reference is not null;
create index lead_with_errors_reference on lead_with_errors ((id >> 11), lead_reference) where lead_reference is not null;
