using Leadgate.Server.Tests.Support;
using Leadgate.Server.Tests.Telemetry;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteScrapeTests() : ScrapeTests(Engine.Sqlite);
