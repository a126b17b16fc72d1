using Leadgate.Server.Tests.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqlitePreferenceTests(SharedServer shared) : PreferenceTests(Engine.Sqlite, shared), IClassFixture<SharedServer>;
