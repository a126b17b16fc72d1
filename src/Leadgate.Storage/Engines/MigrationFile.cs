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

    /// <summary>Finds the steps that a store lacks. An empty database has schema 0.</summary>
    /// <param name="prefix">The prefix of the engine's resource names.</param>
    /// <param name="version">The schema of the store.</param>
    /// <param name="migrate">Whether a store of an earlier schema is to be migrated; otherwise it is refused.</param>
    /// <param name="report">See <see cref="StoreOptions.ReportMigration"/>.</param>
    /// <exception cref="StoreSetupException">The schema is newer than this program, or earlier and not to be migrated.</exception>
    public static IReadOnlyList<MigrationFile> FindMissing(string prefix, int version, bool migrate, Action<int, int> report)
    {
        var all = All(prefix);
        var newest = CheckNotNewer(all, version);
        if (version > 0 && version < newest)
        {
            if (!migrate)
            {
                throw new StoreSetupException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The database has schema {version} and this program needs {newest}. Stop the service and start the new version "
                            + $"once (./leadgate serve), which migrates it."
                    )
                );
            }

            report(version, newest);
        }

        return [.. all.Where(step => step.Number > version)];
    }

    /// <summary>Throws when a schema is newer than this program.</summary>
    public static void CheckNotNewer(string prefix, int version) => CheckNotNewer(All(prefix), version);

    private static int CheckNotNewer(IReadOnlyList<MigrationFile> all, int version)
    {
        var newest = all[^1].Number;
        return version <= newest
            ? newest
            : throw new StoreSetupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has schema {version}, and this program supports {newest} at most. Start a newer program."
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
