using System.Text.RegularExpressions;
using Leadgate.Storage.Engines.Postgres;

namespace Leadgate.Storage.Backup;

/// <summary>
/// Compares what a dump would create with what the migrations create: functions, triggers, views, and whatever else can run within the
/// database. Tables and indexes may differ, because operators partition tables.
/// </summary>
internal static partial class PostgresDumpCheck
{
    /// <summary>Entries of a dump that only hold data, or that data is found by.</summary>
    private static readonly HashSet<string> Passive =
    [
        "SCHEMA",
        "TABLE",
        "TABLE DATA",
        "TABLE ATTACH",
        "SEQUENCE",
        "SEQUENCE SET",
        "SEQUENCE OWNED BY",
        "DEFAULT",
        "CONSTRAINT",
        "CHECK CONSTRAINT",
        "FK CONSTRAINT",
        "INDEX",
        "INDEX ATTACH",
        "COMMENT",
        "ACL",
        "DEFAULT ACL",
        "STATISTICS",
        "STATISTICS DATA",
    ];

    /// <param name="file">The dump.</param>
    /// <param name="list">The output of <c>pg_restore --list</c>.</param>
    /// <exception cref="StoreSetupException">Something unknown is in it; the message names it.</exception>
    public static void Check(string file, string list)
    {
        var known = Created()
            .Matches(string.Concat(PostgresMigrations.ReadAll()))
            .Select(match => $"{match.Groups["kind"].Value.ToUpperInvariant()} {match.Groups["name"].Value}")
            .ToHashSet();
        List<string> unknown =
        [
            .. Entry()
                .Matches(list)
                .Where(entry => !Passive.Any(kind => entry.Groups["what"].Value.StartsWith(kind + " ", StringComparison.Ordinal)))
                .Select(entry => $"{entry.Groups["kind"].Value} {entry.Groups["name"].Value}")
                .Where(entry => !known.Contains(entry))
                .Order(StringComparer.Ordinal),
        ];
        if (unknown.Count > 0)
        {
            throw new StoreSetupException(
                $"{file} has not the schema of a backup of Leadgate, and may have been tampered with: {string.Join(", ", unknown)}."
            );
        }
    }

    [GeneratedRegex(@"create (or replace )?(?<kind>view|function|trigger) (?<name>\w+(\(\))?)", RegexOptions.IgnoreCase)]
    private static partial Regex Created();

    /// <summary>The number of the entry, its catalog and object ids, what it is, its schema, its name, and its owner.</summary>
    [GeneratedRegex(@"^\d+; \d+ \d+ (?<what>(?<kind>[A-Z]+( [A-Z]+)*) \S+ (.* )?(?<name>\S+) \S*)\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
