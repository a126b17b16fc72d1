using Leadgate.Server.Tests.Access;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteApiKeyAccessTests() : ApiKeyAccessTests(Engine.Sqlite);
