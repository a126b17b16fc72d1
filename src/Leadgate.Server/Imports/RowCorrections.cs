using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;
using Leadgate.Formats.Files;
using Leadgate.Server.Leads;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>
/// Corrects the leads that rows of a file of failed rows name (promise 12.5), and makes none. A row that was applied before changes nothing
/// and counts the same, so nothing goes wrong when a portion is done twice.
/// </summary>
internal sealed class RowCorrections(LeadCorrections corrections, CorrectionCaller caller, FileDescription description, bool isDryRun)
{
    private const int RowsAtOnce = 4;

    /// <summary>The fields that a blank cell removes.</summary>
    private readonly IReadOnlyList<string> _fields =
    [
        .. description
            .Columns.Select(column =>
                column.Target is not { } target ? null
                : LeadFields.Table.TryFind(target, out var field, out _) ? field.Name
                : VehicleFields.Table.TryFind(target, out _, out _) ? LeadFields.Vehicles.Name
                : null
            )
            .OfType<string>()
            .Distinct(),
    ];

    /// <summary>The key of a row: the lead and the version that the row shows.</summary>
    public static string WriteKey(long lead, int version) => string.Create(CultureInfo.InvariantCulture, $"{lead}.{version}");

    /// <returns>What became of the rows, and the leads that still have errors.</returns>
    public async Task<(ImportCounts Counts, IReadOnlyList<long> LeftOver)> ApplyAsync(
        IReadOnlyList<CorrectingRow> rows,
        CancellationToken cancellation
    )
    {
        var (sum, leftOver, guard) = (default(ImportCounts), new SortedSet<long>(), new Lock());
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = RowsAtOnce, CancellationToken = cancellation },
            async (row, token) =>
            {
                var (counts, left) = await ApplyAsync(row, token);
                lock (guard)
                {
                    sum += counts;
                    if (left is { } lead)
                        leftOver.Add(lead);
                }
            }
        );
        return (sum, [.. leftOver]);
    }

    private async Task<(ImportCounts, long? LeftOver)> ApplyAsync(CorrectingRow row, CancellationToken cancellation)
    {
        if (!TryReadKey(row.Key, out var id, out var version))
            return (Skipped, null);
        if (row.IsFaulty)
            return (WithErrors, id);
        var (patch, options) = (CreatePatch(row.Json, onlyFields: false), new CorrectionOptions(IsDryRun: isDryRun));
        var outcome = await corrections.CorrectAsync(id, [version], patch, options, caller, cancellation);
        if (outcome is CorrectionOutcome.UnknownField)
        {
            patch = CreatePatch(row.Json, onlyFields: true);
            outcome = await corrections.CorrectAsync(id, [version], patch, options, caller, cancellation);
        }

        // Somebody corrected the lead since the file was written. That stays, unless it is what the row says.
        if (outcome is CorrectionOutcome.Conflict)
        {
            outcome = await corrections.CorrectAsync(id, null, patch, new CorrectionOptions(IsDryRun: true), caller, cancellation);
            if (outcome is CorrectionOutcome.Corrected)
                return (Skipped, null);
        }

        return outcome switch
        {
            CorrectionOutcome.Corrected(var lead) => Count(lead, id),
            CorrectionOutcome.Unchanged(var lead) => Count(lead, id),
            CorrectionOutcome.HasErrors => (WithErrors, null),
            _ => (Skipped, null),
        };
    }

    private static ImportCounts Valid => new(1, 0, 0);

    private static ImportCounts WithErrors => new(0, 1, 0);

    private static ImportCounts Skipped => new(0, 0, 1);

    private static (ImportCounts, long?) Count(LeadRecord lead, long id) => lead.Errors.Count == 0 ? (Valid, null) : (WithErrors, id);

    private LeadPatch CreatePatch(ReadOnlyMemory<byte> json, bool onlyFields)
    {
        var members = LeadMembers.Read(json, LeadFields.Table);
        if (onlyFields)
            members.RemoveAll(member => member.Field is null);
        var present = members.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        members.AddRange(
            _fields
                .Where(field => !present.Contains(field))
                .Select(field => new LeadMember(field, null, Encoding.UTF8.GetBytes($"\"{field}\""), "null"u8.ToArray()))
        );
        return LeadPatch.Read(LeadMembers.Write(members)) ?? throw new JsonException("A row is always an object.");
    }

    private static bool TryReadKey(string key, out long id, out int version)
    {
        var parts = key.Trim().Split('.');
        (id, version) = (0, 0);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out id)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
