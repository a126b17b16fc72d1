namespace Leadgate.Server.Tests.Support;

/// <summary>What a server keeps its leads with.</summary>
public enum Engine
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>A database of a real PostgreSQL.</summary>
    Postgres,
}
