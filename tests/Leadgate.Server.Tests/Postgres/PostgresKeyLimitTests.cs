using Leadgate.Server.Tests.Access;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresKeyLimitTests() : KeyLimitTests(Engine.Postgres);
