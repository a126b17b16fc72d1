using Leadgate.Server.Tests.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresPreferenceTests(SharedPostgresServer shared)
    : PreferenceTests(Engine.Postgres, shared),
        IClassFixture<SharedPostgresServer>;
