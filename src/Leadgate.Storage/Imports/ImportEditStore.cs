using Leadgate.Domain.Audit;
using Leadgate.Domain.Revisions;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Imports;

/// <summary>The cells of files that people have corrected before the rows are stored (docs/decisions/0037).</summary>
internal sealed class ImportEditStore(IStoreEngine engine)
{
    /// <summary>
    /// Holds the row of the import until the edit is stored: it cannot start in between and miss it. What was chosen of the file must be
    /// what the row was read with, because it could be another row of another sheet.
    /// </summary>
    private const string Hold = """
        update import set status = status where id = @import and status in ('ready', 'checked') and choices = @choices
        """;

    private const string CountOthers = "select count(*) from import_edit where import_id = @import and row_index <> @row";

    private const string SelectPaths = "select path from import_edit where import_id = @import and row_index = @row";

    private const string Upsert = """
        insert into import_edit (import_id, row_index, path, value, edited_at) values (@import, @row, @path, @value, @at)
        on conflict (import_id, row_index, path) do update set value = excluded.value, edited_at = excluded.edited_at
        """;

    private const string Select = "select row_index, path, value from import_edit where import_id = @import order by row_index, path";

    private const string Count = """
        select count(*), count(case when @since is null or edited_at > @since then 1 end) from import_edit where import_id = @import
        """;

    /// <summary>Corrects cells of a row, with an audit entry.</summary>
    /// <param name="choices">What was chosen of the file when the row was read.</param>
    /// <param name="row">The row, from 0.</param>
    /// <param name="most">The most cells of one import.</param>
    public Task<EditOutcome> SaveAsync(
        long import,
        string choices,
        long row,
        IReadOnlyList<CellEdit> cells,
        int most,
        AuditEvent audit,
        CancellationToken cancellation
    ) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                if (
                    await transaction
                        .ExecuteAsync(new Statement(Hold, ("@import", import), ("@choices", choices)), token)
                        .ConfigureAwait(false) == 0
                )
                    return EditOutcome.NotOpen;
                var count = new Statement(CountOthers, ("@import", import), ("@row", row));
                var others = await transaction.FindAsync(count, found => (long?)found.GetInt64(0), token).ConfigureAwait(false);
                var own = await transaction
                    .QueryAsync(new Statement(SelectPaths, ("@import", import), ("@row", row)), found => found.GetString(0), token)
                    .ConfigureAwait(false);
                if (others + own.Union(cells.Select(cell => cell.Path)).Count() > most)
                    return EditOutcome.TooMany;
                var statements = cells.Select(cell => new Statement(
                    Upsert,
                    ("@import", import),
                    ("@row", row),
                    ("@path", cell.Path),
                    ("@value", cell.Value),
                    ("@at", transaction.Now)
                ));
                await transaction.ExecuteAsync([.. statements], token).ConfigureAwait(false);
                await AuditStore.AppendAsync(transaction, audit, token).ConfigureAwait(false);
                return EditOutcome.Saved;
            },
            cancellation
        );

    /// <summary>The cells of an import that were corrected, by their row from 0.</summary>
    public async Task<ILookup<long, CellEdit>> ReadAsync(long import, CancellationToken cancellation)
    {
        var cells = await engine
            .ReadAsync(
                (session, token) =>
                    session.QueryAsync(
                        new Statement(Select, ("@import", import)),
                        row => (Row: row.GetInt64(0), Cell: new CellEdit(row.GetString(1), row.GetString(2))),
                        token
                    ),
                cancellation
            )
            .ConfigureAwait(false);
        return cells.ToLookup(one => one.Row, one => one.Cell);
    }

    /// <summary>How many cells of an import were corrected, and how many of them after a time.</summary>
    /// <param name="since">The time, UTC; null for all.</param>
    public async Task<(int All, int Since)> CountAsync(long import, DateTime? since, CancellationToken cancellation) =>
        await engine
            .ReadAsync(
                (session, token) =>
                    session.FindAsync(
                        new Statement(Count, ("@import", import), ("@since", since)),
                        row => ((int, int)?)((int)row.GetInt64(0), (int)row.GetInt64(1)),
                        token
                    ),
                cancellation
            )
            .ConfigureAwait(false)
        ?? (0, 0);

    /// <summary>Deletes the cells of an import.</summary>
    public static Statement CreateErasure(long import) => new("delete from import_edit where import_id = @import", ("@import", import));
}
