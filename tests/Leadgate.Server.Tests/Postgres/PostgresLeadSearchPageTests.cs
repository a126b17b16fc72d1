using Leadgate.Server.Tests.Console;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresLeadSearchPageTests(SharedPostgresServer shared)
    : LeadSearchPageTests(shared),
        IClassFixture<SharedPostgresServer>;
