using Leadgate.Server.Tests.Leads;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresBulkCorrectionTests() : BulkCorrectionTests(Engine.Postgres);
