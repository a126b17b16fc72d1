using Leadgate.Server.Tests.Http;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteControlCharacterTests() : ControlCharacterTests(Engine.Sqlite);
