using Leadgate.Domain.Search;

namespace Leadgate.Storage.Engines.Sqlite;

/// <summary>
/// The search index as a full-text table without content (SQLite manual, FTS5). A token is a hash in letters and digits. FTS5 merges sorted
/// runs, so that hashes, which are in no order, cost no random writes; and it returns rows in the order of their ids, so that a page of a
/// common term ends early.
/// </summary>
internal sealed class SqliteLeadIndex : ILeadIndex
{
    /// <summary>Fifty bits of a hash. Two terms with one token are told apart when a lead that was found is read.</summary>
    private const int TokenLength = 10;

    private const int BitsPerLetter = 5;
    private const int MaxTerms = 64;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private SqliteLeadIndex() { }

    public static SqliteLeadIndex Instance { get; } = new();

    public Task AddAsync(
        StoreTransaction transaction,
        IReadOnlyList<(long BulkId, long LeadId, long[] Terms)> leads,
        CancellationToken cancellation
    )
    {
        var insert = ((SqliteSession)transaction).LeadIndexInsert;
        var text = new byte[MaxTerms * (TokenLength + 1)];
        foreach (var (_, lead, terms) in leads)
        {
            if (text.Length < terms.Length * (TokenLength + 1))
                text = new byte[terms.Length * (TokenLength + 1)];
            var length = 0;
            foreach (var term in terms)
            {
                for (var (i, bits) = (0, term); i < TokenLength; i++, bits >>= BitsPerLetter)
                    text[length++] = (byte)Letters[(int)(bits & (Letters.Length - 1))];
                text[length++] = (byte)' ';
            }

            insert.StartRow();
            insert.Number((long?)lead);
            insert.Text(text.AsMemory(0, length));
            insert.EndRow();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Runs are merged when there are ten of a size, not four, which costs a sixth less for each lead (docs/performance.md). By default,
    /// sixteen are merged all at once, for which bulks would wait half a second.
    /// </summary>
    public IReadOnlyList<Statement> CreateSettings() =>
        [
            new("insert into lead_index (lead_index, rank) values ('automerge', 10)"),
            new("insert into lead_index (lead_index, rank) values ('crisismerge', 40)"),
        ];

    public Statement CreateDelete(long bulkId, long leadId) => new("delete from lead_index where rowid = @lead", ("@lead", leadId));

    public Statement CreateClear() => new("insert into lead_index (lead_index) values ('delete-all')");

    public Task<List<long>> FindAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        LeadOrder order,
        long? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var match = ToMatch(groups);
        var (direction, comparison) = order == LeadOrder.NewestFirst ? ("desc", "<") : ("asc", ">");
        List<(string, SqlValue)> parameters = [("@match", match), ("@limit", limit)];
        if (after is { } last)
            parameters.Add(("@after", last));
        var find = new Statement(
            $"""
            select rowid from lead_index where lead_index match @match{(after is null ? "" : $" and rowid {comparison} @after")}
            order by rowid {direction} limit @limit
            """,
            parameters
        );
        return session.QueryAsync(find, row => row.GetInt64(0), cancellation);
    }

    /// <summary>One node takes the ids in their order, so that leads which arrived together are beside each other.</summary>
    public Task<List<long>> FindAmongAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellation
    )
    {
        var find = new Statement(
            "select rowid from lead_index where lead_index match @match and rowid between @first and @last",
            ("@match", ToMatch(groups)),
            ("@first", ids.Min()),
            ("@last", ids.Max())
        );
        return session.QueryAsync(find, row => row.GetInt64(0), cancellation);
    }

    private static string ToMatch(IReadOnlyList<IReadOnlyList<long>> groups) =>
        string.Join(" AND ", groups.Select(group => $"({string.Join(" OR ", group.Select(ToToken))})"));

    private static string ToToken(long term) =>
        string.Create(
            TokenLength,
            term,
            static (token, bits) =>
            {
                for (var i = 0; i < token.Length; i++, bits >>= BitsPerLetter)
                    token[i] = Letters[(int)(bits & (Letters.Length - 1))];
            }
        );
}
