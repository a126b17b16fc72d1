using System.CommandLine;
using Leadgate.Bench.Drills.Soak;

namespace Leadgate.Bench.Drills;

/// <summary><c>drill</c>: does on purpose what must not lose a lead, and prints what came of it.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        var command = new Command(
            "drill",
            "Starts two nodes and PostgreSQL with a synchronous replica on loopback, lets something go wrong under load, and counts what was acknowledged against what is stored."
        );
        foreach (var drill in Drill.All)
        {
            var one = new Command(drill.Name, drill.Meaning);
            one.SetAction((_, cancellation) => RunAsync([drill], cancellation));
            command.Add(one);
        }

        command.Add(SoakCommand.CreateBackup());
        command.Add(SoakCommand.CreateSoak());
        command.SetAction((_, cancellation) => RunAsync(Drill.All, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IEnumerable<Drill> drills, CancellationToken cancellation)
    {
        var failed = 0;
        foreach (var drill in drills)
        {
            await Console.Out.WriteLineAsync($"== {drill.Name}: {drill.Meaning}");
            await using var cluster = await Cluster.StartAsync(cancellation);
            if (await drill.RunAsync(cluster, cancellation))
                continue;
            failed++;
            await Console.Error.WriteLineAsync($"drill: {drill.Name} lost something, or stored something twice.");
        }

        return failed;
    }
}
