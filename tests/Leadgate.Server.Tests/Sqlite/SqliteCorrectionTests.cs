using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteCorrectionTests(SharedServer shared) : CorrectionTests(Engine.Sqlite, shared), IClassFixture<SharedServer>;
