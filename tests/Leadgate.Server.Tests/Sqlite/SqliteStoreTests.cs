using Leadgate.Server.Tests.Access;
using Leadgate.Server.Tests.Bulks;
using Leadgate.Server.Tests.Durability;
using Leadgate.Server.Tests.Lists;
using Leadgate.Server.Tests.Privacy;
using Leadgate.Server.Tests.Signals;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

// What the service must do on every store, on SQLite.

public sealed class SqliteIdempotencyTests() : IdempotencyTests(Engine.Sqlite);

public sealed class SqliteMixedBulkTests() : MixedBulkTests(Engine.Sqlite);

public sealed class SqlitePreferenceTests() : PreferenceTests(Engine.Sqlite);

public sealed class SqliteRefusalTests() : RefusalTests(Engine.Sqlite);

public sealed class SqliteSampleRequestTests() : SampleRequestTests(Engine.Sqlite);

public sealed class SqliteListChangeTests() : ListChangeTests(Engine.Sqlite);

public sealed class SqliteKeyGateTests() : KeyGateTests(Engine.Sqlite);

public sealed class SqliteOwnLimitTests() : OwnLimitTests(Engine.Sqlite);

public sealed class SqlitePersonTests() : PersonTests(Engine.Sqlite);

public sealed class SqliteRetentionTests() : RetentionTests(Engine.Sqlite);

public sealed class SqliteScrapeTests() : ScrapeTests(Engine.Sqlite);

public sealed class SqliteKillTests() : KillTests(Engine.Sqlite);

public sealed class SqliteBackupUnderLoadTests() : BackupUnderLoadTests(Engine.Sqlite);

public sealed class SqliteSearchTests(SqliteSearchTests.Five five) : SearchTests(Engine.Sqlite, five), IClassFixture<SqliteSearchTests.Five>
{
    public sealed class Five() : FiveLeads(Engine.Sqlite);
}
