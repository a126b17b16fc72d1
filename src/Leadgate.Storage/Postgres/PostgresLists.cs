using System.Globalization;
using Leadgate.Domain.Lists;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>The tables of the reference lists.</summary>
internal static class PostgresLists
{
    /// <summary>What nodes are told when somebody changes lists (PostgreSQL manual, NOTIFY).</summary>
    public const string Channel = "leadgate_lists";

    private const string Put = """
        insert into list_item (list_id, value, position, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases)
        values (@list, @value, @position, @label, @label_ar, @code, @parent, @city, @default, @active, @aliases)
        on conflict (list_id, value) do update set position = excluded.position, label = excluded.label, label_ar = excluded.label_ar, code = excluded.code,
            parent_value = excluded.parent_value, city_value = excluded.city_value, is_default = excluded.is_default, is_active = excluded.is_active, aliases = excluded.aliases
        """;

    public static async Task<ListCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Version and items from one snapshot.
        await using var transaction = await connection
            .BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation)
            .ConfigureAwait(false);
        var version = await ReadVersionAsync(connection, cancellation).ConfigureAwait(false);
        var items = ReferenceLists.All.ToDictionary(list => list.Id, _ => new List<ListItem>());
        await using var command = connection.Command(
            """
            select list_id, value, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases
            from list_item order by list_id, position, value
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (items.TryGetValue(row.GetInt32(0), out var list))
                list.Add(ListItemRow.Read(row));
        }

        return ListCatalog.Build(ReferenceLists.All.ToDictionary(list => list, list => (IReadOnlyList<ListItem>)items[list.Id]), version);
    }

    public static async Task<long> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command("select value from counter where name = 'list_version'");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    /// <summary>Replaces lists within a transaction.</summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch(connection);

        // The row of the version is also the lock that lets one change lists at a time.
        batch.Add("update counter set value = value + 1 where name = 'list_version'");

        // Parents before children: ids do not say which list is whose parent.
        foreach (var list in ReferenceLists.All.OrderBy(list => list.Parent is not null))
            AddList(batch, list);
        foreach (var (list, items) in lists)
            AddItems(batch, list, items);
        batch.Add($"notify {Channel}");
        await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static void AddList(NpgsqlBatch batch, ListDefinition list)
    {
        var command = batch.Add(
            "insert into reference_list (id, name, parent_id) values (@id, @name, @parent) on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id",
            ("@id", list.Id),
            ("@name", list.Name)
        );
        AddNullable(command, "@parent", NpgsqlDbType.Integer, list.Parent?.Id);
    }

    private static void AddItems(NpgsqlBatch batch, ListDefinition list, IReadOnlyList<ListItem> items)
    {
        // What the new items do not name goes to the end, retired.
        batch.Add(
            "update list_item set is_active = false, position = position + @count where list_id = @list",
            ("@list", list.Id),
            ("@count", items.Count)
        );
        for (var position = 0; position < items.Count; position++)
        {
            var item = items[position];
            var command = batch.Add(
                Put,
                ("@list", list.Id),
                ("@value", item.Value),
                ("@position", position),
                ("@label", item.Label),
                ("@label_ar", item.LabelAr),
                ("@default", item.IsDefault),
                ("@active", item.IsActive)
            );
            AddNullable(command, "@code", NpgsqlDbType.Text, item.Code);
            AddNullable(command, "@parent", NpgsqlDbType.Integer, item.ParentValue);
            AddNullable(command, "@city", NpgsqlDbType.Integer, item.CityValue);
            AddNullable(command, "@aliases", NpgsqlDbType.Json, ListItemRow.Aliases(item));
        }
    }

    private static void AddNullable(NpgsqlBatchCommand command, string name, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
}
