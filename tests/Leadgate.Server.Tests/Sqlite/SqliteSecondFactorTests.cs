using Leadgate.Server.Tests.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteSecondFactorTests() : SecondFactorTests(Engine.Sqlite);
