using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Engines.Sqlite;

namespace Leadgate.Storage;

/// <summary>The address of the store, as an operator writes it (promise 9.2).</summary>
/// <param name="Scheme">The engine.</param>
/// <param name="Rest">What the engine needs to know: for SQLite the path of the file, for PostgreSQL what follows <c>postgres:</c>.</param>
internal sealed record StoreAddress(string Scheme, string Rest)
{
    /// <summary>The embedded engine.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The engine that several nodes share.</summary>
    public const string Postgres = "postgres";

    /// <summary>Reads <c>sqlite:PATH</c>, <c>postgres://USER@HOST:PORT/DATABASE</c>, or libpq's <c>host=… dbname=…</c>.</summary>
    /// <exception cref="StoreSetupException">It is not the address of a store.</exception>
    public static StoreAddress Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = colon < 0 ? ("", "") : (text[..colon].ToLowerInvariant(), text[(colon + 1)..]);
        switch (scheme)
        {
            case Sqlite when rest.Length > 0:
                return CheckPath(rest);
            case Postgres or "postgresql":
                PostgresAddress.Parse(rest);
                return new StoreAddress(Postgres, rest);
            case var _ when PostgresAddress.HasKeywords(text):
                PostgresAddress.Parse(text);
                return new StoreAddress(Postgres, text);
            default:
                throw new StoreSetupException("The database must be written as sqlite:PATH or postgres://USER@HOST:PORT/DATABASE.");
        }
    }

    /// <summary>Opens the store, and creates its tables when it is empty.</summary>
    /// <exception cref="StoreSetupException">The store cannot be opened.</exception>
    public ILeadStore Open(TimeProvider time, StoreOptions? options = null) =>
        new LeadStore(Scheme == Postgres ? PostgresEngine.Open(Rest, time, options) : SqliteEngine.Open(Rest, time, options));

    /// <summary>
    /// Describes settings of the server that risk losing acknowledged bulks, or returns null if there are none. An SQLite file with such
    /// settings is never opened.
    /// </summary>
    /// <exception cref="StoreSetupException">The server cannot be used.</exception>
    public Task<string?> FindDurabilityRiskAsync(CancellationToken cancellation) =>
        Scheme == Postgres ? PostgresDurability.FindRiskAsync(Rest, cancellation) : Task.FromResult<string?>(null);

    /// <summary>The files of the store that other users of the machine may read or change. A server's files are its own affair.</summary>
    public IEnumerable<string> FindFilesOpenToOthers() =>
        Scheme == Sqlite ? OwnerOnly.FindOpenToOthers(Rest, $"{Rest}-wal", $"{Rest}-shm") : [];

    /// <summary>Whether it holds a password.</summary>
    public bool HasPassword => Scheme == Postgres && PostgresAddress.Parse(Rest).Password is { Length: > 0 };

    /// <summary>The address for a log: without a password.</summary>
    public override string ToString() => Scheme == Postgres ? PostgresAddress.WithoutPassword(Rest) : $"{Scheme}:{Rest}";

    /// <summary>The address for a person at the command line: without a password, and with the whole path of a file.</summary>
    public string Describe() => Scheme == Sqlite ? $"{Scheme}:{Path.GetFullPath(Rest)}" : ToString();

    private static StoreAddress CheckPath(string path) =>
        path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? throw new StoreSetupException("The database must be a file: an acknowledged lead must survive a power failure.")
            : new StoreAddress(Sqlite, path);
}
