using Leadgate.Server.Tests.FileImports;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresExportedFileTests() : ExportedFileTests(Engine.Postgres);
