using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresSearchTests(PostgresSearchTests.Five five)
    : SearchTests(Engine.Postgres, five),
        IClassFixture<PostgresSearchTests.Five>
{
    public sealed class Five() : FiveLeads(Engine.Postgres);
}
