using Leadgate.Server.Tests.Durability;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteKillTests() : KillTests(Engine.Sqlite);
