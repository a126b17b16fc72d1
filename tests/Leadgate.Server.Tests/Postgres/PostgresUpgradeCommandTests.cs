using Leadgate.Server.Tests.Cli;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresUpgradeCommandTests() : UpgradeCommandTests(Engine.Postgres);
