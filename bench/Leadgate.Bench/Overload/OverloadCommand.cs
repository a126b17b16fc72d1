using System.CommandLine;

namespace Leadgate.Bench.Overload;

/// <summary><c>bench overload</c>.</summary>
internal static class OverloadCommand
{
    private const string Results = "bench/results/overload.md";

    public static Command Create()
    {
        var rounds = Number("--rounds", "Rounds of each load.", 3);
        var seconds = Number("--seconds", "How long each load lasts.", 10);
        var warmUp = Number("--warm-up", "How many seconds are sent before anything counts.", 15);
        var leads = Number("--leads", "Leads in a bulk.", 20);
        var closed = Number("--closed-connections", "Connections of the closed loop, which tells what the service can take.", 32);
        var connections = Number("--connections", "Connections of the load at a pace.", 1000);
        var slow = Number("--slow-clients", "Slow clients beside the second half of the loads.", 500);
        var service = new Option<string[]>("--service")
        {
            Description =
                "A further option of the service, --service=--max-bulks-at-once --service=32; may be given several times. Nothing is written then.",
            HelpName = "OPTION",
        };
        var command = new Command(
            "overload",
            "Twice what the service can take, beside half of it, and 500 slow clients: what is accepted, how fast, and what is refused. Some four minutes."
        )
        {
            rounds,
            seconds,
            warmUp,
            leads,
            closed,
            connections,
            slow,
            service,
        };
        command.SetAction(
            (result, cancellation) =>
            {
                var further = result.GetValue(service) ?? [];
                return new OverloadRun(
                    new OverloadOptions(
                        result.GetValue(rounds),
                        TimeSpan.FromSeconds(result.GetValue(seconds)),
                        TimeSpan.FromSeconds(result.GetValue(warmUp)),
                        result.GetValue(leads),
                        result.GetValue(closed),
                        result.GetValue(connections),
                        result.GetValue(slow),
                        further,
                        BenchOptions.Usual.Folder,
                        further.Length == 0 ? Path.GetFullPath(Results) : null
                    )
                ).RunAsync(cancellation);
            }
        );
        return command;
    }

    private static Option<int> Number(string name, string description, int usual) =>
        new(name)
        {
            Description = $"{description} Default: {usual}",
            DefaultValueFactory = _ => usual,
            HelpName = "N",
        };
}
