using Leadgate.Server.Tests.Console;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteLeadSearchPageTests(SharedServer shared) : LeadSearchPageTests(shared), IClassFixture<SharedServer>;
