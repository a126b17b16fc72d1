using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Imports;

/// <summary>What senders chose for files with certain headers, so that they choose once.</summary>
internal sealed class ImportMappingStore(IStoreEngine engine)
{
    private const string Upsert = """
        insert into import_mapping (sender, headers, choices, remembered, chosen_at) values (@sender, @headers, @choices, @remembered, @at)
        on conflict (sender, headers) do update
            set choices = excluded.choices, remembered = excluded.remembered, chosen_at = excluded.chosen_at
        """;

    public Task<ImportMapping?> FindAsync(string sender, string headers, CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) =>
                session.FindAsync(
                    new Statement(
                        "select choices, remembered, chosen_at from import_mapping where sender = @sender and headers = @headers",
                        ("@sender", sender),
                        ("@headers", headers)
                    ),
                    row => new ImportMapping(sender, headers, row.GetString(0), row.GetBoolean(1), row.GetTimestamp(2)),
                    token
                ),
            cancellation
        );

    /// <summary>All that was chosen: there are few.</summary>
    public Task<List<ImportMapping>> ReadAllAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) =>
                session.QueryAsync(
                    new Statement("select sender, headers, choices, remembered, chosen_at from import_mapping"),
                    row => new ImportMapping(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetTimestamp(4)),
                    token
                ),
            cancellation
        );

    /// <summary>Erases values that name a data subject from what was chosen, unless it was chosen anew meanwhile.</summary>
    /// <param name="without">The mapping with the choices that are left.</param>
    public Task EraseAsync(ImportMapping before, ImportMapping without, CancellationToken cancellation) =>
        engine.WriteAsync(
            (transaction, token) =>
                transaction.ExecuteAsync([CreateErasure(before, without.Choices), Counters.RaiseOrAdd(Counters.ErasedOnDisk)], token),
            cancellation
        );

    /// <summary>Erases values from what was chosen.</summary>
    /// <param name="choices">What is left.</param>
    public static Statement CreateErasure(ImportMapping before, string choices) =>
        new(
            "update import_mapping set choices = @choices where sender = @sender and headers = @headers and choices = @before",
            ("@choices", choices),
            ("@sender", before.Sender),
            ("@headers", before.Headers),
            ("@before", before.Choices)
        );

    public Task SaveAsync(ImportMapping mapping, CancellationToken cancellation) =>
        engine.WriteAsync(
            (transaction, token) =>
                transaction.ExecuteAsync(
                    new Statement(
                        Upsert,
                        ("@sender", mapping.Sender),
                        ("@headers", mapping.Headers),
                        ("@choices", mapping.Choices),
                        ("@remembered", mapping.IsRemembered),
                        ("@at", transaction.Now)
                    ),
                    token
                ),
            cancellation
        );
}
