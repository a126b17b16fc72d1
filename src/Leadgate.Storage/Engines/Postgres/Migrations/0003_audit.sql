-- The audit trail. Each entry's hash covers the entry before it, so a change can be detected. Entries are never updated, and only the
-- oldest are deleted, after their retention.
create table audit_entry (
    id bigint primary key,
    at timestamptz not null,
    action text not null,
    actor text not null,
    came_from text not null,
    record text,
    detail text,
    previous bytea not null,
    hash bytea not null
);

insert into counter (name, value) values ('audit', 0), ('audit_trimmed', 0);

create function audit_entry_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.id <= (select value from counter where name = 'audit_trimmed') then
            return old;
        end if;
        raise exception 'entries of the audit trail are not deleted before their time';
    end if;
    raise exception 'entries of the audit trail are never changed';
end
$$;

create trigger audit_entry_is_kept before update or delete on audit_entry for each row execute function audit_entry_is_kept();
create trigger audit_entry_is_not_emptied before truncate on audit_entry for each statement execute function audit_entry_is_kept();
