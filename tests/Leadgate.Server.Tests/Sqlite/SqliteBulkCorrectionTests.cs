using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteBulkCorrectionTests() : BulkCorrectionTests(Engine.Sqlite);
