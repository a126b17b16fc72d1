namespace Leadgate.Storage.Tests.Postgres;

/// <summary>
/// Functions and tables with the names of those of Citus, which is not installed where tests run. They reject what Citus is known to
/// reject, and note what was asked of them in the table <c>asked</c>.
/// </summary>
internal static class CitusStandIn
{
    private const string Sql = """
        set allow_system_table_mods = on;
        insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
        values (99999, 'citus', 10, 'public'::regnamespace, false, '13.2-1');
        create table asked (n integer generated always as identity, what text);
        create table pg_dist_partition (logicalrelid regclass, partmethod "char", repmodel "char");
        create table worker (nodename text, nodeport integer, success boolean, result text);
        insert into worker values ('worker1', 5432, true, 'on on on'), ('worker2', 5432, true, 'remote_apply on on');
        create function run_command_on_workers(command text)
            returns table (nodename text, nodeport integer, success boolean, result text) language sql as 'select * from worker';
        create function refuse_keys(t text) returns void language plpgsql as $$
        begin
            if exists (select from pg_constraint where contype = 'f' and (conrelid = t::regclass or confrelid = t::regclass)) then
                raise exception 'a foreign key leads from or to %', t;
            end if;
            raise notice 'Copying data from local table...';
        end $$;
        create function create_reference_table(t text) returns void language plpgsql as $$
        begin
            perform refuse_keys(t);
            insert into pg_dist_partition values (t::regclass, 'n', 't');
            insert into asked (what) values (t);
        end $$;
        create function create_distributed_table(t text, distribution_column text, colocate_with text) returns void language plpgsql as $$
        begin
            perform refuse_keys(t);
            insert into pg_dist_partition values (t::regclass, 'h', 's');
            insert into asked (what) values (t || ' by ' || distribution_column || ' beside ' || colocate_with);
        end $$;
        create function truncate_local_data_after_distributing_table(t text) returns void language plpgsql as $$
        begin
            if not exists (select from pg_dist_partition where logicalrelid = t::regclass) then
                raise exception 'supplied parameter is not a distributed relation';
            end if;
            insert into asked (what) values ('truncate ' || t);
        end $$;
        """;

    /// <summary>Puts it into the database of a store.</summary>
    public static Task InstallAsync(PostgresTestDatabase database) => database.RowsAsync(Sql);

    /// <summary>What it was asked, in order.</summary>
    public static Task<IReadOnlyList<string>> AskedAsync(PostgresTestDatabase database) =>
        database.RowsAsync("select what from asked order by n");
}
