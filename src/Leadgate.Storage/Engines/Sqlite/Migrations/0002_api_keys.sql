-- Who may come in. Keys are kept as hashes and never deleted: bulks name their senders by them.
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

-- Whoever is no admin sees only what was sent under the same name.
create index bulk_created_by on bulk (created_by, id);
