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
