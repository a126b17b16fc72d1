namespace Leadgate.Server.Tests.Support;

/// <summary>A <see cref="SharedServer"/> with PostgreSQL.</summary>
public sealed class SharedPostgresServer : SharedServer
{
    protected override Engine Engine => Engine.Postgres;
}
