using System.Globalization;
using System.Reflection;

namespace Leadgate.Storage.Engines;

/// <summary>A step of the schema: a file named by its number, embedded in the program.</summary>
internal sealed record MigrationFile(int Number, string Sql)
{
    /// <summary>The steps of an engine in their order.</summary>
    /// <param name="prefix">The prefix of the engine's resource names.</param>
    public static IReadOnlyList<MigrationFile> All(string prefix) =>
        [
            .. Assembly
                .GetExecutingAssembly()
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => new MigrationFile(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Read(name)))
                .OrderBy(migration => migration.Number),
        ];

    /// <summary>Throws when a store has an earlier schema. An empty database has schema 0.</summary>
    public static void CheckUpToDate(int version, int newest)
    {
        if (version > 0 && version < newest)
            throw new StoreSetupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has schema {version} and this program needs {newest}. Stop the service and start the new version once "
                        + $"(./leadgate serve), which migrates it."
                )
            );
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
