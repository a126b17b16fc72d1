using System.Diagnostics;

namespace Leadgate.Domain.Lists;

internal static class ListChangeKinds
{
    /// <summary>The word for a kind of change in the API, in the audit trail, and in what the commands write.</summary>
    public static string GetWord(this ListChangeKind kind) =>
        kind switch
        {
            ListChangeKind.Added => "added",
            ListChangeKind.Renamed => "renamed",
            ListChangeKind.Changed => "changed",
            ListChangeKind.Retired => "retired",
            ListChangeKind.Restored => "restored",
            ListChangeKind.Skipped => "skipped",
            _ => throw new UnreachableException(),
        };
}
