using Leadgate.Domain.Leads;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Gives out the ids of leads and vehicles. They grow within a bulk and from one bulk of this node to the next.</summary>
internal sealed class IdAllocator : IDisposable
{
    private readonly IdBlocks _leads = new("lead_id_seq");
    private readonly IdBlocks _vehicles = new("vehicle_id_seq");
    private readonly SemaphoreSlim _filling = new(1);

    /// <summary>Takes an id for each lead, and for each lead a run as long as it has vehicles.</summary>
    public async Task<AssignedIds> TakeAsync(NpgsqlConnection connection, IReadOnlyList<Lead> leads, CancellationToken cancellation) =>
        new(
            await TakeAsync(_leads, connection, [.. leads.Select(_ => 1)], cancellation).ConfigureAwait(false),
            await TakeAsync(_vehicles, connection, [.. leads.Select(lead => lead.Vehicles.Count)], cancellation).ConfigureAwait(false)
        );

    public void Dispose() => _filling.Dispose();

    private async Task<long[]> TakeAsync(IdBlocks blocks, NpgsqlConnection connection, int[] runs, CancellationToken cancellation)
    {
        if (blocks.TryTake(runs) is { } taken)
            return taken;

        // One at a time, so that blocks come in the order of the sequence and ids never go back.
        await _filling.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while ((taken = blocks.TryTake(runs)) is null)
            {
                await using var command = connection.Command(
                    $"select nextval('{blocks.Sequence}') from generate_series(1, @blocks)",
                    ("@blocks", IdBlocks.BlocksFor(runs.Sum()))
                );
                await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
                    blocks.Add(rows.GetInt64(0));
            }

            return taken;
        }
        finally
        {
            _filling.Release();
        }
    }
}
