-- Leads are searched by the id that they have at the sender, also those with errors.
alter table lead_with_errors add column lead_reference text;

-- The names of properties match in any case.
update lead_with_errors set lead_reference = (
    select trim(cast(value as text)) from json_each(sent)
    where lower(key) = 'leadreference' and type in ('text', 'integer') and length(value) <= 200
    limit 1
)
where json_valid(sent) and json_type(sent) = 'object';

-- The first column keeps the index fast to write, see ReferenceIndex.
create index lead_reference on lead ((id >> 11), lead_reference) where lead_reference is not null;
create index lead_with_errors_reference on lead_with_errors ((id >> 11), lead_reference) where lead_reference is not null;
