-- Partitions the tables of bulks by age, so that old months can be dropped or moved to slower disks quickly.
-- PostgreSQL 15 or later. Run it once, with all nodes stopped: psql -v ON_ERROR_STOP=1 -d leads -f partition.sql
-- Then, at the end of each month, with nodes running or not: call close_month('2026_11')
-- To delete an old month: drop table bulk_2026_11, lead_2026_11, vehicle_2026_11, lead_with_errors_2026_11,
-- lead_revision_2026_11
--
-- Bulk ids increase over time, so a month is a range of ids. Foreign keys are dropped, because a partition that is referenced could not be
-- removed; a bulk is stored completely or not at all without them too.

begin;

do $$
declare
    one record;
    readable text := pg_get_viewdef('lead_readable'::regclass);
    consents text := pg_get_viewdef('consent'::regclass);
    boundary bigint := (select last_value + is_called::integer from bulk_id_seq);
begin
    for one in
        select conrelid::regclass as name, conname from pg_constraint
        where contype = 'f' and confrelid in ('bulk'::regclass, 'lead'::regclass)
    loop
        execute format('alter table %s drop constraint %I', one.name, one.conname);
    end loop;

    drop view lead_readable, consent;
    for one in
        select *
        from (
            values ('bulk', 'id'), ('lead', 'bulk_id'), ('vehicle', 'bulk_id'), ('lead_with_errors', 'bulk_id'), ('lead_revision', 'bulk_id')
        ) as t (name, bulk_id)
    loop
        execute format('alter table %1$I rename to %1$s_first', one.name);
        execute format('create table %1$I (like %1$s_first including all) partition by range (%2$I)', one.name, one.bulk_id);
        execute format('alter table %1$I attach partition %1$s_first for values from (minvalue) to (%2$s)', one.name, boundary);
        execute format('create table %1$s_open partition of %1$I for values from (%2$s) to (maxvalue)', one.name, boundary);
    end loop;

    execute 'create view lead_readable as ' || readable;
    execute 'create view consent as ' || consents;
end $$;

-- Moves the bulks since the last call into a partition with the given name, and starts a new one. Nodes wait for it, for less than a second
-- unless the partition is large: each row of the closing partition is scanned once.
create procedure close_month(month text) language plpgsql as $$
declare
    name text;
    first text;
    boundary bigint;
begin
    lock table bulk, lead, vehicle, lead_with_errors, lead_revision in access exclusive mode;

    -- A bulk that already has its id and waits for the lock belongs to the closing month.
    boundary := (select last_value + is_called::integer from bulk_id_seq);
    foreach name in array array['bulk', 'lead', 'vehicle', 'lead_with_errors', 'lead_revision'] loop
        first := (
            select substring(pg_get_expr(relpartbound, oid) from 'FROM \(''?(\d+)') from pg_class where oid = (name || '_open')::regclass
        );
        execute format('alter table %1$I detach partition %1$s_open', name);
        execute format('alter table %1$s_open rename to %1$s_%2$s', name, month);
        execute format('alter table %1$I attach partition %1$s_%2$s for values from (%3$s) to (%4$s)', name, month, first, boundary);
        execute format('create table %1$s_open partition of %1$I for values from (%2$s) to (maxvalue)', name, boundary);
    end loop;
end $$;

commit;
