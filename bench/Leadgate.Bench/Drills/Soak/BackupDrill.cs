using System.Diagnostics;
using System.Globalization;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>Makes a backup of a store that a service works on, restores it beside it, and looks for what was acknowledged before.</summary>
internal static class BackupDrill
{
    /// <summary>Leads a second.</summary>
    private const int Pace = 3000;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(15);

    /// <returns>Whether all of it is there.</returns>
    public static async Task<bool> RunAsync(string engine, CancellationToken cancellation)
    {
        await using var store = await SoakStore.CreateAsync(engine, (long)(Pace * Before.TotalSeconds * 4));
        var address = $"http://{Balancer.FreeAddress()}";
        await using var service = await SoakRun.StartAsync(store, address, cancellation);
        using var senders = new SoakSenders(new Uri(address), Pace);
        var file = Path.Combine(Path.GetTempPath(), $"leadgate-drill-{Path.GetRandomFileName()}");
        try
        {
            Say($"a service on {store.Name} takes {Pace} leads a second");
            senders.Start(cancellation);
            await Task.Delay(Before, cancellation);

            var before = senders.Acknowledged.ToDictionary();
            var clock = Stopwatch.StartNew();
            var contents = await new StoreBackup(StoreAddress.Parse(store.Address), file, Say).RunAsync(cancellation);
            var (took, meanwhile) = (clock.Elapsed, senders.Acknowledged.Count - before.Count);
            await senders.StopAsync();
            Say(Text($"the backup took {took.TotalSeconds:0.0} s and {new FileInfo(file).Length / 1e6:N1} MB: {contents}"));

            clock.Restart();
            var restored = await new StoreRestore(file, StoreAddress.Parse(store.EmptyAddress), Say).RunAsync(cancellation);
            Say(Text($"the restore took {clock.Elapsed.TotalSeconds:0.0} s: {restored}"));
            await using var connection = await store.ConnectAsync(store.EmptyAddress, cancellation);
            var account = await SoakAccount.LookAsync(connection, before, cancellation);
            var all = await SoakAccount.LookAsync(connection, senders.Acknowledged, cancellation);
            Say(
                Text(
                    $"""

                    acknowledged before it began   {before.Count:N0} bulks
                    of them in the restored store  {account.Whole:N0}, whole
                    acknowledged meanwhile         {meanwhile:N0} bulks, {senders.Refused:N0} refused, {senders.Broken:N0} without an answer
                    bulks in the restored store    {account.Bulks:N0}, {all.Whole:N0} of them whole
                    leads stored twice             {account.Twice:N0}

                    """
                )
            );
            return before.Count > 0
                && account.Whole == before.Count
                && all.Whole == account.Bulks
                && account.Twice == 0
                && contents == restored;
        }
        finally
        {
            foreach (var one in (string[])[file, file + ".sha256"])
                File.Delete(one);
        }
    }

    private static void Say(string line) => Console.Out.WriteLine(line);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
