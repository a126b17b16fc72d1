using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What takes personal data out of the tables, the same on both engines.</summary>
internal static class ErasureStatements
{
    /// <summary>Leads with errors of old bulks that still hold what was sent.</summary>
    public const string SelectSent = """
        select bulk_id, id, errors from lead_with_errors
        where erased_at is null and (bulk_id, id) > (@after_bulk, @after_lead) and bulk_id in (select id from bulk where created_at < @before) order by bulk_id, id limit @limit
        """;

    /// <summary>Old leads with errors.</summary>
    public const string SelectLeadsWithErrors = "select bulk_id, id from lead_with_errors where bulk_id in (select id from bulk where created_at < @before) order by bulk_id, id limit @limit";

    /// <summary>Every idempotency key.</summary>
    public const string SelectKeys = "select caller, key from idempotency_key";

    /// <summary>What erases a lead.</summary>
    public static IEnumerable<Statement> Of(LeadErasure erasure, DateTime now) => erasure switch
    {
        AcceptedLeadErasure accepted => OfAccepted(accepted, now),
        WrongLeadErasure wrong => [OfWrong(wrong, now)],
        _ => throw new InvalidOperationException($"There is no erasing of a {erasure.GetType().Name}."),
    };

    /// <summary>The last of some leads, or where they began.</summary>
    public static LeadCursor LastOf(IReadOnlyList<LeadErasure> leads, LeadCursor otherwise) => leads.Count == 0 ? otherwise : new LeadCursor(leads[^1].BulkId, leads[^1].LeadId);

    public static Statement DeleteKey(CallerKey key) => new("delete from idempotency_key where caller = @caller and key = @key", ("@caller", key.Caller), ("@key", key.Key));

    public static Statement DeleteWrong(long bulkId, long id) => new("delete from lead_with_errors where bulk_id = @bulk and id = @id", ("@bulk", bulkId), ("@id", id));

    private static IEnumerable<Statement> OfAccepted(AcceptedLeadErasure erasure, DateTime now)
    {
        List<(string, object)> parameters = [("@bulk", erasure.BulkId), ("@id", erasure.LeadId)];
        List<string> sets = [.. Columns(LeadColumns.OfLead, erasure.Fields).Select(Set)];
        if (sets.Exists(set => set.EndsWith("@mark", StringComparison.Ordinal))) parameters.Add(("@mark", Erased.Mark));
        if (erasure.InExtra) sets.AddRange(["extra = null", "warnings = null"]);
        if (erasure.IsWhole)
        {
            sets.Add("erased_at = @now");
            parameters.Add(("@now", now));
        }

        if (sets.Count > 0) yield return new Statement($"update lead set {string.Join(", ", sets)} where bulk_id = @bulk and id = @id", parameters);
        if (!erasure.InVehicles) yield break;
        var vehicle = Columns(LeadColumns.OfVehicle, VehicleFields.All).Select(Set);
        yield return new Statement($"update vehicle set {string.Join(", ", vehicle)}, extra = null where bulk_id = @bulk and lead_id = @id", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
    }

    private static Statement OfWrong(WrongLeadErasure erasure, DateTime now)
    {
        List<(string, object)> parameters = [("@bulk", erasure.BulkId), ("@id", erasure.LeadId), ("@sent", new JsonValue(erasure.Sent)), ("@errors", new JsonValue(erasure.Errors))];
        if (erasure.IsWhole) parameters.Add(("@now", now));
        return new Statement($"update lead_with_errors set sent = @sent, errors = @errors, warnings = null{(erasure.IsWhole ? ", erased_at = @now" : "")} where bulk_id = @bulk and id = @id", parameters);
    }

    /// <summary>The columns of fields that hold personal data: of personal fields all, of others the text that a list field may keep.</summary>
    private static IEnumerable<FieldColumn> Columns(IReadOnlyList<FieldColumn> columns, IReadOnlyList<LeadField> fields) =>
        columns.Where(column => fields.Contains(column.Field) && (column.Field.IsPersonal || column.IsUnlistedText));

    /// <summary>A field that every lead has gets the mark.</summary>
    private static string Set(FieldColumn column) => $"{column.Name} = {(column.Field.Mandatory == Mandatory.Always && !column.IsUnlistedText ? "@mark" : "null")}";
}
