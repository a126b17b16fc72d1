using Leadgate.Server.Tests.Access;
using Leadgate.Server.Tests.Bulks;
using Leadgate.Server.Tests.Durability;
using Leadgate.Server.Tests.Lists;
using Leadgate.Server.Tests.Privacy;
using Leadgate.Server.Tests.Signals;
using Leadgate.Server.Tests.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

// What the service must do on every store, on PostgreSQL.

public sealed class PostgresIdempotencyTests() : IdempotencyTests(Engine.Postgres);

public sealed class PostgresMixedBulkTests() : MixedBulkTests(Engine.Postgres);

public sealed class PostgresPreferenceTests() : PreferenceTests(Engine.Postgres);

public sealed class PostgresRefusalTests() : RefusalTests(Engine.Postgres);

public sealed class PostgresSampleRequestTests() : SampleRequestTests(Engine.Postgres);

public sealed class PostgresListChangeTests() : ListChangeTests(Engine.Postgres);

public sealed class PostgresKeyGateTests() : KeyGateTests(Engine.Postgres);

public sealed class PostgresOwnLimitTests() : OwnLimitTests(Engine.Postgres);

public sealed class PostgresPersonTests() : PersonTests(Engine.Postgres);

public sealed class PostgresRetentionTests() : RetentionTests(Engine.Postgres);

public sealed class PostgresScrapeTests() : ScrapeTests(Engine.Postgres);

public sealed class PostgresStaffSignInTests() : StaffSignInTests(Engine.Postgres);

public sealed class PostgresKillTests() : KillTests(Engine.Postgres);

public sealed class PostgresBackupUnderLoadTests() : BackupUnderLoadTests(Engine.Postgres);

public sealed class PostgresSearchTests(PostgresSearchTests.Five five)
    : SearchTests(Engine.Postgres, five),
        IClassFixture<PostgresSearchTests.Five>
{
    public sealed class Five() : FiveLeads(Engine.Postgres);
}
