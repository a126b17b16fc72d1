using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresCorrectionTests(SharedPostgresServer shared)
    : CorrectionTests(Engine.Postgres, shared),
        IClassFixture<SharedPostgresServer>;
