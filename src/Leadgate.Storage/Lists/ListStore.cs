using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Lists;

/// <summary>The reference lists.</summary>
internal sealed class ListStore(IStoreEngine engine)
{
    /// <summary>
    /// The version with every item: in one statement, and so of one snapshot. A store without items gives one row without an item.
    /// </summary>
    private const string SelectCatalog = """
        select counter.value, list_id, list_item.value, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases
        from counter left join list_item on true
        where counter.name = @version order by list_id, position, list_item.value
        """;

    private const string UpsertList = """
        insert into reference_list (id, name, parent_id) values (@id, @name, @parent)
        on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id
        """;

    private const string UpsertItem = """
        insert into list_item (list_id, value, position, label, label_ar, code, parent_value, city_value, is_default, is_active, aliases)
        values (@list, @value, @position, @label, @label_ar, @code, @parent, @city, @default, @active, @aliases)
        on conflict (list_id, value) do update set position = excluded.position, label = excluded.label, label_ar = excluded.label_ar,
            code = excluded.code, parent_value = excluded.parent_value, city_value = excluded.city_value,
            is_default = excluded.is_default, is_active = excluded.is_active, aliases = excluded.aliases
        """;

    /// <summary>Items that are missing from the new ones are kept, inactive, after the others.</summary>
    private const string DeactivateItems = """
        update list_item set is_active = false, position = position + @count where list_id = @list
        """;

    private const string SelectBuiltIn = """
        select counter.value, reference_list.id, built_in from counter left join reference_list on built_in is not null
        where counter.name = @version
        """;

    private const string UpdateBuiltIn = """
        update reference_list set built_in = @items where id = @list
        """;

    /// <summary>Changes no row if another change came first. Its row is also the lock that lets one change lists at a time.</summary>
    private const string RaiseExpectedVersion = """
        update counter set value = value + 1 where name = @name and value = @expected
        """;

    /// <summary>Every list with its items, also inactive ones.</summary>
    public Task<ListCatalog> ReadAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var items = ReferenceLists.All.ToDictionary(list => list.Id, _ => new List<ListItem>());
                var versions = await session
                    .QueryAsync(
                        new Statement(SelectCatalog, ("@version", Counters.ListVersion)),
                        row =>
                        {
                            if (!row.IsDBNull(1) && items.TryGetValue(row.GetInt32(1), out var list))
                                list.Add(ListItemRow.Read(row, first: 2));
                            return row.GetInt64(0);
                        },
                        token
                    )
                    .ConfigureAwait(false);
                var lists = ReferenceLists.All.ToDictionary(list => list, list => (IReadOnlyList<ListItem>)items[list.Id]);
                return ListCatalog.Build(lists, versions[0]);
            },
            cancellation
        );

    /// <summary>
    /// Counts the leads or vehicles with an item among those that arrived last. No index has the items of most lists, so a count of all
    /// would read every lead; this reads the end of the primary key.
    /// </summary>
    /// <param name="most">How many are looked at.</param>
    /// <returns>Null if no field has items of the list.</returns>
    public async Task<RecentUses?> CountRecentUsesAsync(ListDefinition list, int value, int most, CancellationToken cancellation)
    {
        var (table, id, columns) = ("lead", "id", FindColumns(LeadColumns.Lead));
        if (columns.Length == 0)
            (table, id, columns) = ("vehicle", "lead_id", FindColumns(LeadColumns.Vehicle));
        if (columns.Length == 0)
            return null;
        var count = new Statement(
            $"""
            select count(case when {string.Join(" or ", columns.Select(column => column + " = @value"))} then 1 end), count(*)
            from (select {string.Join(", ", columns)} from {table} order by bulk_id desc, {id} desc limit @most) as recent
            """,
            ("@value", value),
            ("@most", most)
        );
        return await engine
            .ReadAsync(
                (session, token) =>
                    session.FindAsync(count, row => new RecentUses(row.GetInt64(0), row.GetInt64(1), table == "vehicle"), token),
                cancellation
            )
            .ConfigureAwait(false);

        string[] FindColumns(IReadOnlyList<FieldColumn> all) =>
            [.. all.Where(column => column.Field.List == list && !column.IsUnlistedText).Select(column => column.Name)];
    }

    /// <summary>The version of the lists, which grows with each change; cheap enough to read every second.</summary>
    public Task<long> ReadVersionAsync(CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.ListVersion, token), cancellation);

    /// <summary>Returns when somebody may have changed the lists: at once if the engine is notified, and otherwise after a while.</summary>
    /// <param name="atMost">The longest to wait.</param>
    public Task WaitForChangeAsync(TimeSpan atMost, CancellationToken cancellation) => engine.WaitForListChangeAsync(atMost, cancellation);

    /// <summary>The version of the built-in lists that the lists were last updated to.</summary>
    public Task<long> ReadBuiltInVersionAsync(CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.BuiltInLists, token), cancellation);

    /// <summary>Returns what the lists got from the built-in lists.</summary>
    public Task<BuiltInListsCopy> ReadBuiltInAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var lists = new Dictionary<ListDefinition, IReadOnlyList<ListItem>>();
                var versions = await session
                    .QueryAsync(
                        new Statement(SelectBuiltIn, ("@version", Counters.BuiltInLists)),
                        row =>
                        {
                            if (!row.IsDBNull(1) && ReferenceLists.All.FirstOrDefault(list => list.Id == row.GetInt32(1)) is { } list)
                                lists[list] = ReadItems(row.GetString(2));
                            return row.GetInt64(0);
                        },
                        token
                    )
                    .ConfigureAwait(false);
                return new BuiltInListsCopy(versions[0], lists);
            },
            cancellation
        );

    /// <summary>
    /// Replaces lists. Items that are missing from the new ones become inactive and are never deleted, because leads refer to them
    /// (promise 3.6).
    /// </summary>
    /// <param name="lists">The items of each list that changes, in display order.</param>
    /// <param name="expectedVersion">The version of the lists that the new ones were made from; null for any.</param>
    /// <returns>False if the lists have another version, and nothing was changed.</returns>
    public Task<bool> ReplaceAsync(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        AuditEvent audit,
        CancellationToken cancellation,
        long? expectedVersion = null
    )
    {
        // Parents come before children.
        List<Statement> statements =
        [
            .. ReferenceLists.All.OrderBy(list => list.Parent is not null).Select(Upsert),
            .. lists.SelectMany(list => Replace(list.Key, list.Value)),
        ];
        return WriteAsync(expectedVersion, statements, [audit], cancellation);
    }

    /// <summary>Replaces lists, as <see cref="ReplaceAsync"/> does, and records what they got from the built-in lists.</summary>
    /// <param name="expectedVersion">The version of the lists that the new ones were made from.</param>
    /// <param name="lists">The items of each list that changes, in display order.</param>
    /// <param name="builtIn">What the lists got from the built-in lists; lists that it does not contain keep what was recorded.</param>
    /// <param name="audit">The audit events; empty when a whole store is copied with its trail.</param>
    /// <returns>False if the lists have another version, and nothing was changed.</returns>
    public Task<bool> TryUpdateAsync(
        long expectedVersion,
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        BuiltInListsCopy builtIn,
        IReadOnlyList<AuditEvent> audit,
        CancellationToken cancellation
    )
    {
        List<Statement> statements =
        [
            .. ReferenceLists.All.OrderBy(list => list.Parent is not null).Select(Upsert),
            .. lists.SelectMany(list => Replace(list.Key, list.Value)),
            .. builtIn.Lists.Select(list => new Statement(
                UpdateBuiltIn,
                ("@list", list.Key.Id),
                ("@items", ListFileFormat.Write(list.Key, list.Value))
            )),
            Counters.Set(Counters.BuiltInLists, builtIn.Version),
        ];
        return WriteAsync(expectedVersion, statements, audit, cancellation);
    }

    private Task<bool> WriteAsync(
        long? expectedVersion,
        IReadOnlyList<Statement> statements,
        IReadOnlyList<AuditEvent> audit,
        CancellationToken cancellation
    ) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                var raise = expectedVersion is { } version
                    ? new Statement(RaiseExpectedVersion, ("@name", Counters.ListVersion), ("@expected", version))
                    : Counters.Raise(Counters.ListVersion);
                if (await transaction.ExecuteAsync(raise, token).ConfigureAwait(false) == 0 && expectedVersion is not null)
                    return false;
                await transaction.ExecuteAsync(statements, token).ConfigureAwait(false);
                await CompleteAsync(transaction, audit, token).ConfigureAwait(false);
                return true;
            },
            cancellation
        );

    private static async Task CompleteAsync(StoreTransaction transaction, IReadOnlyList<AuditEvent> audit, CancellationToken cancellation)
    {
        await transaction.NotifyListChangeAsync(cancellation).ConfigureAwait(false);
        foreach (var entry in audit)
            await AuditStore.AppendAsync(transaction, entry, cancellation).ConfigureAwait(false);
    }

    private static List<ListItem> ReadItems(string file) =>
        ListFileFormat.Read(Encoding.UTF8.GetBytes(file)).Items.Select(item => item.ToItem()).ToList();

    private static Statement Upsert(ListDefinition list) =>
        new(UpsertList, ("@id", list.Id), ("@name", list.Name), ("@parent", list.Parent?.Id));

    private static IEnumerable<Statement> Replace(ListDefinition list, IReadOnlyList<ListItem> items) =>
        items
            .Select((item, position) => Upsert(list, item, position))
            .Prepend(new Statement(DeactivateItems, ("@list", list.Id), ("@count", items.Count)));

    private static Statement Upsert(ListDefinition list, ListItem item, int position) =>
        new(
            UpsertItem,
            ("@list", list.Id),
            ("@value", item.Value),
            ("@position", position),
            ("@label", item.Label),
            ("@label_ar", item.LabelAr),
            ("@code", item.Code),
            ("@parent", item.ParentValue),
            ("@city", item.CityValue),
            ("@default", item.IsDefault),
            ("@active", item.IsActive),
            ("@aliases", ListItemRow.WriteAliases(item))
        );
}
