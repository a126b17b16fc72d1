using Leadgate.Server.Tests.Durability;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresBackupUnderLoadTests() : BackupUnderLoadTests(Engine.Postgres);
