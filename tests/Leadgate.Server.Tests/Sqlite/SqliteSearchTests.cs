using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteSearchTests(SqliteSearchTests.Five five) : SearchTests(Engine.Sqlite, five), IClassFixture<SqliteSearchTests.Five>
{
    public sealed class Five() : FiveLeads(Engine.Sqlite);
}
