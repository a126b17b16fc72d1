using Leadgate.Server.Tests.FileImports;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteImportCorrectionTests() : ImportCorrectionTests(Engine.Sqlite);
