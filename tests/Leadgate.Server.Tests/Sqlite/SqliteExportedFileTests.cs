using Leadgate.Server.Tests.FileImports;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteExportedFileTests() : ExportedFileTests(Engine.Sqlite);
