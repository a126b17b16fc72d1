-- Who may come in. Keys are kept as hashes and never deleted: bulks name their senders by them.
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

-- Whoever is no admin sees only what was sent under the same name.
create index bulk_created_by on bulk (created_by, id);
