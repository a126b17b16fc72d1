using Leadgate.Server.Tests.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresSecondFactorTests() : SecondFactorTests(Engine.Postgres);
