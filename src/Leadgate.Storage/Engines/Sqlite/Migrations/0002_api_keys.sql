-- API keys. Only their hashes are stored, and rows are never deleted: bulks refer to their senders by key name.
create table api_key (
    id integer primary key,
    name text not null,
    scopes text not null,
    hint text not null,
    hash blob not null unique,
    created_at text not null,
    expires_at text,
    revoked_at text,
    last_used_at text
) strict;

-- A key without the admin scope reads only bulks that were sent under its name.
create index bulk_created_by on bulk (created_by, id);
