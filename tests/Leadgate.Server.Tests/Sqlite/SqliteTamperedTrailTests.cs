using Leadgate.Server.Tests.Audit;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqliteTamperedTrailTests() : TamperedTrailTests(Engine.Sqlite)
{
    protected override string DropGuards => "drop trigger audit_entry_is_not_changed; drop trigger audit_entry_is_not_deleted";

    protected override string FormatBytes(string hex) => $"x'{hex}'";
}
