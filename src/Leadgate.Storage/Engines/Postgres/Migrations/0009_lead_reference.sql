-- Leads are searched by the id that they have at the sender, also those with errors.
alter table lead_with_errors add column lead_reference text;

-- The names of properties match in any case. A text that PostgreSQL cannot decode (NUL, half of a character) would fail the migration.
update lead_with_errors set lead_reference = case
    when sent::text ~* '\\u(0000|d[89a-f])' or json_typeof(sent) <> 'object' then null
    else (
        select btrim(value #>> '{}') from json_each(sent)
        where lower(key) = 'leadreference' and json_typeof(value) in ('string', 'number') and length(value #>> '{}') <= 200
        limit 1
    )
end;

-- The first column keeps the index fast to write, see ReferenceIndex.
create index lead_reference on lead ((id >> 11), lead_reference) where lead_reference is not null;
create index lead_with_errors_reference on lead_with_errors ((id >> 11), lead_reference) where lead_reference is not null;
