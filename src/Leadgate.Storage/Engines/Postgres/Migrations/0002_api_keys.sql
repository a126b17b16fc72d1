-- API keys. Only their hashes are stored, and rows are never deleted: bulks refer to their senders by key name.
create table api_key (
    id bigint primary key,
    name text not null,
    scopes text not null,
    hint text not null,
    hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);

insert into counter (name, value) values ('api_key', 0);

-- A key without the admin scope reads only bulks that were sent under its name.
create index bulk_created_by on bulk (created_by, id);
