using Leadgate.Server.Tests.Durability;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteBackupUnderLoadTests() : BackupUnderLoadTests(Engine.Sqlite);
