namespace Leadgate.Server.Tests.Support;

/// <summary>The database engine of a store.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}
