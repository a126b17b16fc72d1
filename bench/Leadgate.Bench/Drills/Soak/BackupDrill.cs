using System.Diagnostics;
using System.Globalization;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>Backs up a database under load, restores it to another one, and compares that with the acknowledged bulks.</summary>
internal static class BackupDrill
{
    private const int LeadsPerSecond = 3000;
    private static readonly TimeSpan TimeBeforeBackup = TimeSpan.FromSeconds(15);

    /// <returns>Whether every bulk that was acknowledged before the backup is in the restored database.</returns>
    public static async Task<bool> RunAsync(string engine, CancellationToken cancellation)
    {
        await using var store = await SoakStore.CreateAsync(engine, (long)(LeadsPerSecond * TimeBeforeBackup.TotalSeconds * 4));
        var address = $"http://{Balancer.FreeAddress()}";
        await using var service = await SoakRun.StartAsync(store, address, cancellation);
        using var senders = new SoakSenders(new Uri(address), LeadsPerSecond);
        var file = Path.Combine(Path.GetTempPath(), $"leadgate-drill-{Path.GetRandomFileName()}");
        try
        {
            Log($"a service on {store.Name} receives {LeadsPerSecond} leads per second");
            senders.Start(cancellation);
            await Task.Delay(TimeBeforeBackup, cancellation);

            var before = senders.Acknowledged.ToDictionary();
            var clock = Stopwatch.StartNew();
            var contents = await new StoreBackup(StoreAddress.Parse(store.Address), file, Log).RunAsync(cancellation);
            var (duration, meanwhile) = (clock.Elapsed, senders.Acknowledged.Count - before.Count);
            await senders.StopAsync();
            Log(Text($"the backup took {duration.TotalSeconds:0.0} s and {new FileInfo(file).Length / 1e6:N1} MB: {contents}"));

            clock.Restart();
            var restored = await new StoreRestore(file, StoreAddress.Parse(store.EmptyAddress), Log).RunAsync(cancellation);
            Log(Text($"the restore took {clock.Elapsed.TotalSeconds:0.0} s: {restored}"));
            await using var connection = await store.ConnectAsync(store.EmptyAddress, cancellation);
            var account = await SoakAccount.ReadAsync(connection, before, cancellation);
            var all = await SoakAccount.ReadAsync(connection, senders.Acknowledged, cancellation);
            Log(
                Text(
                    $"""

                    acknowledged before the backup {before.Count:N0} bulks
                    of them, restored complete     {account.Whole:N0}
                    acknowledged during the backup {meanwhile:N0} bulks, {senders.Rejected:N0} rejected, {senders.Unanswered:N0} lost
                    bulks restored                 {account.Bulks:N0}, {all.Whole:N0} of them complete
                    leads stored twice             {account.Duplicates:N0}

                    """
                )
            );
            return before.Count > 0
                && account.Whole == before.Count
                && all.Whole == account.Bulks
                && account.Duplicates == 0
                && contents == restored;
        }
        finally
        {
            foreach (var one in (string[])[file, file + ".sha256"])
                File.Delete(one);
        }
    }

    private static void Log(string line) => Console.Out.WriteLine(line);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
