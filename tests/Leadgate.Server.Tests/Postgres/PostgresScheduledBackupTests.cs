using Leadgate.Server.Tests.Backups;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresScheduledBackupTests() : ScheduledBackupTests(Engine.Postgres);
