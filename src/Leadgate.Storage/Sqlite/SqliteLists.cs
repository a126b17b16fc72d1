using System.Globalization;
using Leadgate.Domain.Lists;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>The tables of the reference lists.</summary>
internal static class SqliteLists
{
    public static ListCatalog Read(SqliteConnection connection)
    {
        // Version and items from one snapshot.
        using var transaction = connection.BeginTransaction(deferred: true);
        var version = ReadVersion(connection);
        var items = ReferenceLists.All.ToDictionary(list => list.Id, _ => new List<ListItem>());
        using var command = connection.Command(
            """
            select list_id, value, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases
            from list_item order by list_id, position, value
            """
        );
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (items.TryGetValue(row.GetInt32(0), out var list))
                list.Add(ListItemRow.Read(row));
        }

        return ListCatalog.Build(ReferenceLists.All.ToDictionary(list => list, list => (IReadOnlyList<ListItem>)items[list.Id]), version);
    }

    public static long ReadVersion(SqliteConnection connection) =>
        Convert.ToInt64(connection.Scalar("select last from sequence where name = 'list_version'"), CultureInfo.InvariantCulture);

    public static void Replace(SqliteWriteSession session, IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists)
    {
        session.Take("list_version", 1);

        // Parents before children: ids do not say which list is whose parent.
        foreach (var list in ReferenceLists.All.OrderBy(list => list.Parent is not null))
            InsertList(session.Connection, list);
        foreach (var (list, items) in lists)
            Replace(session.Connection, list, items);
    }

    private static void InsertList(SqliteConnection connection, ListDefinition list)
    {
        using var command = connection.Command(
            "insert into reference_list (id, name, parent_id) values (@id, @name, @parent) on conflict (id) do update set name = @name, parent_id = @parent",
            ("@id", list.Id),
            ("@name", list.Name),
            ("@parent", list.Parent is { } parent ? parent.Id : DBNull.Value)
        );
        command.ExecuteNonQuery();
    }

    private static void Replace(SqliteConnection connection, ListDefinition list, IReadOnlyList<ListItem> items)
    {
        // What the new items do not name goes to the end, retired.
        using var retire = connection.Command(
            "update list_item set is_active = 0, position = position + @count where list_id = @list",
            ("@list", list.Id),
            ("@count", items.Count)
        );
        retire.ExecuteNonQuery();
        using var put = connection.Command(
            """
            insert into list_item (list_id, value, position, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases)
            values (@list, @value, @position, @label, @label_ar, @code, @parent, @city, @default, @active, @aliases)
            on conflict (list_id, value) do update set position = @position, label = @label, label_ar = @label_ar, code = @code,
                parent_value = @parent, city_value = @city, is_default = @default, is_active = @active, aliases = @aliases
            """
        );
        for (var position = 0; position < items.Count; position++)
        {
            var item = items[position];
            put.Parameters.Clear();
            put.Parameters.AddWithValue("@list", list.Id);
            put.Parameters.AddWithValue("@value", item.Value);
            put.Parameters.AddWithValue("@position", position);
            put.Parameters.AddWithValue("@label", item.Label);
            put.Parameters.AddWithValue("@label_ar", item.LabelAr);
            put.Parameters.AddWithValue("@code", (object?)item.Code ?? DBNull.Value);
            put.Parameters.AddWithValue("@parent", (object?)item.ParentValue ?? DBNull.Value);
            put.Parameters.AddWithValue("@city", (object?)item.CityValue ?? DBNull.Value);
            put.Parameters.AddWithValue("@default", item.IsDefault ? 1 : 0);
            put.Parameters.AddWithValue("@active", item.IsActive ? 1 : 0);
            put.Parameters.AddWithValue("@aliases", ListItemRow.Aliases(item));
            put.ExecuteNonQuery();
        }
    }
}
