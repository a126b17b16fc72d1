using Leadgate.Server.Tests.Lists;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteListImportTests() : ListImportTests(Engine.Sqlite);
