using Leadgate.Server.Tests.FileImports;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteImportTests() : ImportTests(Engine.Sqlite);
