using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What takes personal data out of the tables, the same on both engines.</summary>
internal static class ErasureStatements
{
    /// <summary>The last old bulk. Ids follow time, to some seconds where several nodes write, and a day is long.</summary>
    private const string LastBulk = "select id from bulk where created_at < @before order by created_at desc, id desc limit 1";

    /// <summary>Leads with errors of old bulks that still hold what was sent.</summary>
    public const string SelectSent = $"""
        select bulk_id, id, errors from lead_with_errors
        where erased_at is null and (bulk_id, id) > (@after_bulk, @after_lead) and bulk_id <= ({LastBulk}) order by bulk_id, id limit @limit
        """;

    /// <summary>Old leads with errors.</summary>
    public const string SelectLeadsWithErrors =
        $"select bulk_id, id from lead_with_errors where bulk_id <= ({LastBulk}) order by bulk_id, id limit @limit";

    /// <summary>Every idempotency key.</summary>
    public const string SelectKeys = "select caller, key from idempotency_key";

    /// <summary>What erases a lead.</summary>
    public static IEnumerable<Statement> Of(LeadErasure erasure, DateTime now) =>
        erasure switch
        {
            ValidLeadErasure accepted => OfAccepted(accepted, now),
            InvalidLeadErasure wrong => [OfWrong(wrong, now)],
            _ => throw new InvalidOperationException($"There is no erasing of a {erasure.GetType().Name}."),
        };

    /// <summary>The last of some leads, or where they began.</summary>
    public static LeadCursor LastOf(IReadOnlyList<LeadErasure> leads, LeadCursor otherwise) =>
        leads.Count == 0 ? otherwise : new LeadCursor(leads[^1].BulkId, leads[^1].LeadId);

    public static Statement DeleteKey(CallerKey key) =>
        new("delete from idempotency_key where caller = @caller and key = @key", ("@caller", key.Caller), ("@key", key.Key));

    public static Statement DeleteWrong(long bulkId, long id) =>
        new("delete from lead_with_errors where bulk_id = @bulk and id = @id", ("@bulk", bulkId), ("@id", id));

    private static IEnumerable<Statement> OfAccepted(ValidLeadErasure erasure, DateTime now)
    {
        var trace = erasure.Trace;
        var lead = new Update("lead", "bulk_id = @bulk and id = @id", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
        lead.Empty(Columns(LeadColumns.Lead, trace.Fields));
        lead.Change("extra", trace.Extra);
        lead.Change("warnings", trace.Warnings);
        if (trace.BelongsToSubject)
            lead.Set("erased_at", now);
        if (lead.Statement is { } statement)
            yield return statement;
        foreach (var trail in trace.Vehicles)
        {
            var vehicle = new Update(
                "vehicle",
                "bulk_id = @bulk and lead_id = @id and n = @n",
                ("@bulk", erasure.BulkId),
                ("@id", erasure.LeadId),
                ("@n", trail.Index)
            );
            vehicle.Empty(Columns(LeadColumns.Vehicle, trail.Fields));
            vehicle.Change("extra", trail.Extra);
            if (vehicle.Statement is { } change)
                yield return change;
        }
    }

    private static Statement OfWrong(InvalidLeadErasure erasure, DateTime now)
    {
        var lead = new Update("lead_with_errors", "bulk_id = @bulk and id = @id", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
        lead.Set("sent", new JsonValue(erasure.Sent));
        lead.Set("errors", new JsonValue(erasure.Errors));
        lead.Change("warnings", erasure.Warnings);
        if (erasure.IsWhole)
            lead.Set("erased_at", now);
        return lead.Statement!;
    }

    /// <summary>The columns of fields that hold personal data: of personal fields all, of others the text that a list field may keep.</summary>
    private static IEnumerable<FieldColumn> Columns(IReadOnlyList<FieldColumn> columns, IReadOnlyList<LeadField> fields) =>
        columns.Where(column => fields.Contains(column.Field) && (column.Field.IsPersonal || column.IsUnlistedText));

    /// <summary>An update that is put together column by column.</summary>
    private sealed class Update(string table, string where, params (string Name, object Value)[] key)
    {
        private readonly List<string> _sets = [];
        private readonly List<(string, object)> _parameters = [.. key];

        /// <summary>The statement, or null when it changes nothing.</summary>
        public Statement? Statement =>
            _sets.Count == 0 ? null : new Statement($"update {table} set {string.Join(", ", _sets)} where {where}", _parameters);

        public void Set(string column, object value)
        {
            _sets.Add($"{column} = @{column}");
            _parameters.Add(($"@{column}", value));
        }

        public void Change(string column, JsonChange change)
        {
            if (!change.IsChanged)
                return;
            if (change.NewJson.IsEmpty)
                _sets.Add($"{column} = null");
            else
                Set(column, new JsonValue(change.NewJson));
        }

        /// <summary>Empties columns; a field that every lead has gets the mark.</summary>
        public void Empty(IEnumerable<FieldColumn> columns)
        {
            foreach (var column in columns)
            {
                if (column.Field.Mandatory == Mandatory.Always && !column.IsUnlistedText)
                    Set(column.Name, Erasure.ErasedText);
                else
                    _sets.Add($"{column.Name} = null");
            }
        }
    }
}
