using Leadgate.Domain.Leads;
using Leadgate.Domain.Privacy;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Privacy;

/// <summary>The statements that erase personal data.</summary>
internal static class ErasureStatements
{
    /// <summary>The statements that erase one lead, or parts of it.</summary>
    public static IEnumerable<Statement> For(LeadErasure erasure, DateTime now) =>
        [
            .. erasure switch
            {
                ValidLeadErasure valid => ForValid(valid, now),
                InvalidLeadErasure invalid => [ForInvalid(invalid, now)],
                _ => throw new InvalidOperationException($"Unknown erasure {erasure.GetType().Name}."),
            },
            .. erasure.Revisions.Select(revision => ForRevision(erasure.BulkId, erasure.LeadId, revision, now)),
        ];

    /// <summary>
    /// Raises the version of a lead if it is still the one that was searched, and locks its row: a correction that was made from the lead
    /// as it was fails then.
    /// </summary>
    public static Statement RaiseVersion(LeadErasure erasure)
    {
        var table = erasure is ValidLeadErasure ? "lead" : "lead_with_errors";
        var sql = $"update {table} set version = version + 1 where bulk_id = @bulk and id = @id";
        return erasure.Version is { } version
            ? new Statement($"{sql} and version = @version", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId), ("@version", version))
            : new Statement(sql, ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
    }

    public static Statement ForRevision(long bulkId, long leadId, RevisionErasure erasure, DateTime now)
    {
        var revision = new Update(
            "lead_revision",
            "bulk_id = @bulk and lead_id = @id and version = @number",
            ("@bulk", bulkId),
            ("@id", leadId),
            ("@number", erasure.Version)
        );
        revision.Set("changes", new JsonValue(erasure.Changes));
        if (erasure.IsWhole)
            revision.Set("erased_at", now);
        return revision.Statement!;
    }

    public static Statement DeleteKey(CallerKey key) =>
        new("delete from idempotency_key where caller = @caller and key = @key", ("@caller", key.Caller), ("@key", key.Key));

    /// <summary>Deletes a lead with errors, and its revisions unless it was corrected meanwhile.</summary>
    public static IEnumerable<Statement> DeleteLeadWithErrors(long bulkId, long id) =>
        [
            new("delete from lead_with_errors where bulk_id = @bulk and id = @id", ("@bulk", bulkId), ("@id", id)),
            new(
                """
                delete from lead_revision where bulk_id = @bulk and lead_id = @id
                    and not exists (select 1 from lead where bulk_id = @bulk and id = @id)
                """,
                ("@bulk", bulkId),
                ("@id", id)
            ),
        ];

    private static IEnumerable<Statement> ForValid(ValidLeadErasure erasure, DateTime now)
    {
        var match = erasure.Match;
        var lead = new Update("lead", "bulk_id = @bulk and id = @id", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
        lead.Empty(Columns(LeadColumns.Lead, match.Fields));
        lead.Change("extra", match.Extra);
        lead.Change("warnings", match.Warnings);
        if (match.IsErasedWhole)
            lead.Set("erased_at", now);
        if (lead.Statement is { } statement)
            yield return statement;
        foreach (var vehicleMatch in match.Vehicles)
        {
            var vehicle = new Update(
                "vehicle",
                "bulk_id = @bulk and lead_id = @id and n = @n",
                ("@bulk", erasure.BulkId),
                ("@id", erasure.LeadId),
                ("@n", vehicleMatch.Index)
            );
            vehicle.Empty(Columns(LeadColumns.Vehicle, vehicleMatch.Fields));
            vehicle.Change("extra", vehicleMatch.Extra);
            if (vehicle.Statement is { } change)
                yield return change;
        }
    }

    private static Statement ForInvalid(InvalidLeadErasure erasure, DateTime now)
    {
        var lead = new Update("lead_with_errors", "bulk_id = @bulk and id = @id", ("@bulk", erasure.BulkId), ("@id", erasure.LeadId));
        if (erasure.ErasesReference)
            lead.SetNull("lead_reference");
        lead.Set("sent", new JsonValue(erasure.Sent));
        lead.Set("errors", new JsonValue(erasure.Errors));
        lead.Change("warnings", erasure.Warnings);
        if (erasure.IsWhole)
            lead.Set("erased_at", now);
        return lead.Statement!;
    }

    private static IEnumerable<FieldColumn> Columns(IReadOnlyList<FieldColumn> columns, IReadOnlyList<LeadField> fields) =>
        columns.Where(column => (column.IsPersonal || column.Field.Kind == FieldKind.Text) && fields.Contains(column.Field));

    /// <summary>An update that is built column by column.</summary>
    private sealed class Update(string table, string where, params (string Name, SqlValue Value)[] key)
    {
        private readonly List<string> _sets = [];
        private readonly List<(string, SqlValue)> _parameters = [.. key];

        /// <summary>The statement, or null when it changes nothing.</summary>
        public Statement? Statement =>
            _sets.Count == 0 ? null : new Statement($"update {table} set {string.Join(", ", _sets)} where {where}", _parameters);

        public void Set(string column, SqlValue value)
        {
            _sets.Add($"{column} = @{column}");
            _parameters.Add(($"@{column}", value));
        }

        public void SetNull(string column) => _sets.Add($"{column} = null");

        public void Change(string column, JsonChange change)
        {
            if (!change.IsChanged)
                return;
            if (change.NewJson.IsEmpty)
                SetNull(column);
            else
                Set(column, new JsonValue(change.NewJson));
        }

        /// <summary>Empties columns; a field that every lead has gets the text that marks what was erased.</summary>
        public void Empty(IEnumerable<FieldColumn> columns)
        {
            foreach (var column in columns)
            {
                if (column.Field.Mandatory == Mandatory.Always && !column.IsUnlistedText)
                    Set(column.Name, Erasure.ErasedText);
                else
                    SetNull(column.Name);
            }
        }
    }
}
