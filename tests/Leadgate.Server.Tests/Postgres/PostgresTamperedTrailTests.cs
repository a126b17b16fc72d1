using Leadgate.Server.Tests.Audit;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresTamperedTrailTests() : TamperedTrailTests(Engine.Postgres)
{
    protected override string DropGuards =>
        "drop trigger audit_entry_is_kept on audit_entry; drop trigger audit_entry_is_not_emptied on audit_entry";

    protected override string FormatBytes(string hex) => $@"'\x{hex}'";
}
