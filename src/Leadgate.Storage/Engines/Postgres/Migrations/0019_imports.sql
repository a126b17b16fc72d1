-- Files that become leads (docs/decisions/0036). A node that works on one owns it for a time. rows is null until the rows were counted.
-- sender becomes the sender of the bulks; sees_all says whether rows may correct the leads of every sender.
create table import (
    id bigint primary key,
    status text not null,
    sender text not null,
    requested_by text not null,
    actor text not null,
    came_from text not null,
    sees_all boolean not null,
    name text,
    choices text not null,
    description text,
    findings text,
    problem text,
    sha256 text,
    bytes bigint not null,
    rows bigint,
    valid bigint not null,
    with_errors bigint not null,
    skipped bigint not null,
    processed bigint not null,
    requested_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    file_deleted_at timestamptz,
    owner text,
    owned_until timestamptz
);

create index import_sha256 on import (sha256);

-- The file, in pieces; deleted when the import has ended.
create table import_portion (
    import_id bigint not null,
    n integer not null,
    bytes bytea not null,
    primary key (import_id, n)
);

-- What the rows from first_row on, from 0, have become. left_over names the leads that rows of a file of failed rows could not make valid.
create table import_bulk (
    import_id bigint not null,
    first_row bigint not null,
    bulk_id bigint,
    rows bigint not null,
    valid bigint not null,
    with_errors bigint not null,
    skipped bigint not null,
    left_over text,
    primary key (import_id, first_row)
);

-- What was chosen for the columns of files with these headers. One that is not remembered is only for files of failed rows.
create table import_mapping (
    sender text not null,
    headers text not null,
    choices text not null,
    remembered boolean not null,
    chosen_at timestamptz not null,
    primary key (sender, headers)
);

insert into counter (name, value) values ('import', 0);
