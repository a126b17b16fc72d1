using Leadgate.Server.Tests.Backups;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteScheduledBackupTests() : ScheduledBackupTests(Engine.Sqlite);
