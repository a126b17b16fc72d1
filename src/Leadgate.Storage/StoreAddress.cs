namespace Leadgate.Storage;

/// <summary>Where the store is, as an operator writes it (promise 9.2).</summary>
/// <param name="Scheme">The engine.</param>
/// <param name="Rest">What the engine needs to know: for SQLite the path of the file.</param>
public sealed record StoreAddress(string Scheme, string Rest)
{
    /// <summary>The embedded engine.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Reads <c>sqlite:PATH</c>.</summary>
    /// <param name="text">What the operator wrote.</param>
    /// <exception cref="StoreSetupException">It is no address of a store that this program knows.</exception>
    public static StoreAddress Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        if (scheme == Sqlite && colon + 1 < text.Length) return CheckPath(text[(colon + 1)..]);
        throw new StoreSetupException(scheme is "postgres" or "postgresql"
            ? "PostgreSQL is not supported by this version: use sqlite:PATH."
            : "The database must be written as sqlite:PATH, for example sqlite:data/leadgate.db.");
    }

    private static StoreAddress CheckPath(string path) =>
        path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? throw new StoreSetupException("The database must be a file: an acknowledged lead has to survive a power cut.")
            : new StoreAddress(Sqlite, path);
}
