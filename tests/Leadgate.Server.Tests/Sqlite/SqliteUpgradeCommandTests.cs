using Leadgate.Server.Tests.Cli;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteUpgradeCommandTests() : UpgradeCommandTests(Engine.Sqlite);
