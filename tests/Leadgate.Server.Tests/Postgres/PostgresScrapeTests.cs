using Leadgate.Server.Tests.Support;
using Leadgate.Server.Tests.Telemetry;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresScrapeTests() : ScrapeTests(Engine.Postgres);
