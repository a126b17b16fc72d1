-- Staff accounts with a password. Other staff sign in with an identity provider.
create table staff_account (
    name text primary key,
    role text not null,
    password_hash text not null,
    created_at timestamptz not null,
    password_set_at timestamptz not null,
    disabled_at timestamptz
);

-- Sessions of staff. The browser holds the id; only its hash is stored.
create table staff_session (
    id_hash bytea primary key,
    actor text not null,
    display_name text not null,
    account text references staff_account (name),
    role text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null
);

create index staff_session_account on staff_session (account);

-- The keys that protect cookies (docs/decisions/0016).
create table data_protection_key (
    number integer primary key,
    xml text not null,
    created_at timestamptz not null
);
