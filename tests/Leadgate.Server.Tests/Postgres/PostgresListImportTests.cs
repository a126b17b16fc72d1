using Leadgate.Server.Tests.Lists;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresListImportTests() : ListImportTests(Engine.Postgres);
