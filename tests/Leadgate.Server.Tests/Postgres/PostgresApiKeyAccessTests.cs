using Leadgate.Server.Tests.Access;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresApiKeyAccessTests() : ApiKeyAccessTests(Engine.Postgres);
