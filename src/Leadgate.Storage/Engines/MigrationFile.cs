using System.Globalization;
using System.Reflection;
using Leadgate.Storage.Upgrades;

namespace Leadgate.Storage.Engines;

/// <summary>A step of the schema: a file named by its number, embedded in the program.</summary>
internal sealed record MigrationFile(int Number, string Sql)
{
    private static readonly string Program =
        "Leadgate "
        + Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static int Newest => SchemaSteps.All[^1].Number;

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
    /// <param name="options">Whether a store of an earlier schema is to be migrated or refused, and who is told.</param>
    /// <exception cref="StoreSetupException">The schema is newer than this program, or earlier and not to be migrated.</exception>
    public static IReadOnlyList<MigrationFile> FindMissing(string prefix, int version, StoreOptions options)
    {
        CheckNotNewer(version);
        if (version > 0 && version < Newest)
        {
            if (!options.Migrates)
            {
                throw new StoreSetupException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The database has schema {version} and this program needs {Newest}. ./leadgate upgrade --check says what an "
                            + $"upgrade does; ./leadgate upgrade, or a start of the service with this version, makes it."
                    )
                );
            }

            options.ReportMigration(version, Newest);
        }

        return [.. All(prefix).Where(step => step.Number > version)];
    }

    /// <summary>Runs steps in their order, and tells about those of a store that has data.</summary>
    /// <param name="version">The schema of the store.</param>
    public static void Run(IReadOnlyList<MigrationFile> steps, int version, StoreOptions options, Action<MigrationFile> run)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (version > 0)
                options.ReportStep(new MigrationProgress(SchemaSteps.Get(steps[i].Number), i + 1, steps.Count));
            run(steps[i]);
        }
    }

    /// <summary>Throws when a schema is newer than this program.</summary>
    public static void CheckNotNewer(int version)
    {
        if (version > Newest)
        {
            throw new StoreSetupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has schema {version}, and {Program} knows schema {Newest} at most: it is of a newer program. Use that "
                        + $"program, or restore the backup from before the upgrade into a new database; what arrived since then is only in "
                        + $"this one."
                )
            );
        }
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
