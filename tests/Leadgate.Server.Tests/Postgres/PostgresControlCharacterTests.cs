using Leadgate.Server.Tests.Http;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresControlCharacterTests() : ControlCharacterTests(Engine.Postgres);
