using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Storage.Engines.Sqlite;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Backup;

/// <summary>
/// Compares the schema of a backup with the one that the migrations of its version create. A trigger or a view that was added to the file
/// would run within the service.
/// </summary>
internal static partial class SqliteSchemaCheck
{
    /// <summary>SQLite's own tables have no SQL that anybody else could have written.</summary>
    private const string ReadObjects = """
        select type || ' ' || name, coalesce(sql, '') from sqlite_master
        where not (type in ('table', 'index') and name like 'sqlite\_%' escape '\')
        """;

    /// <exception cref="StoreSetupException">Something was added, changed, or removed; the message names it.</exception>
    public static void Check(string file, SqliteConnection connection)
    {
        using var reference = new SqliteConnection("Data Source=:memory:");
        reference.Open();
        var version = Convert.ToInt32(connection.Scalar("pragma user_version"), CultureInfo.InvariantCulture);
        SqliteMigrations.CreateSchema(reference, version);
        var (expected, found) = (Read(reference), Read(connection));
        List<string> differences =
        [
            .. found.Keys.Except(expected.Keys).Select(name => $"{name} is unknown"),
            .. expected.Keys.Except(found.Keys).Select(name => $"{name} is missing"),
            .. expected.Where(one => found.TryGetValue(one.Key, out var sql) && sql != one.Value).Select(one => $"{one.Key} differs"),
        ];
        if (differences.Count > 0)
        {
            throw new StoreSetupException(
                $"{file} has not the schema of a backup of Leadgate, and may have been tampered with: "
                    + $"{string.Join(", ", differences.Order(StringComparer.Ordinal))}."
            );
        }
    }

    private static Dictionary<string, string> Read(SqliteConnection connection)
    {
        using var command = connection.Command(ReadObjects);
        using var row = command.ExecuteReader();
        var objects = new Dictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
            objects[row.GetString(0)] = Insignificant().Replace(row.GetString(1), "");
        return objects;
    }

    /// <summary>Versions of SQLite differ in how they quote names and where they break lines when they rename something.</summary>
    [GeneratedRegex("""[\s"]+""")]
    private static partial Regex Insignificant();
}
