using System.CommandLine;
using Leadgate.Bench.Drills.Soak;

namespace Leadgate.Bench.Drills;

/// <summary><c>drill</c>: causes failures that must not lose a lead, and prints the result.</summary>
internal static class DrillCommand
{
    public static Command Create()
    {
        var command = new Command(
            "drill",
            "Start two nodes and PostgreSQL with a synchronous replica, cause a failure under load, and compare the acknowledged bulks "
                + "with the database."
        );
        foreach (var drill in Drill.All)
        {
            var one = new Command(drill.Name, drill.Description);
            one.SetAction((_, cancellation) => RunAsync([drill], cancellation));
            command.Add(one);
        }

        command.Add(RollingDrill.CreateCommand());
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
            await Console.Out.WriteLineAsync($"== {drill.Name}: {drill.Description}");
            await using var cluster = await Cluster.StartAsync(program: null, cancellation);
            if (await drill.RunAsync(cluster, cancellation))
                continue;
            failed++;
            await Console.Error.WriteLineAsync($"drill: {drill.Name} failed: a bulk was lost or stored twice.");
        }

        return failed;
    }
}
