using Leadgate.Bench.Lists;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Targets;

/// <summary>Targets that follow from the other measurements. Figures are medians of the rounds.</summary>
internal static class TargetList
{
    public static IEnumerable<Target> From(Findings found) => [.. FromIntake(found), .. FromReads(found.Reads), .. FromValidation(found)];

    private static IEnumerable<Target> FromIntake(Findings found)
    {
        var isSqlite = found.Check is not null;
        var twenty = found.Intake.Single(result => result.Case.LeadsPerBulk == 20);
        var service = Spread.From(twenty.Rounds, round => round.PerSecond).Median;
        var last = found.Baselines.Count - 1;
        var plain = Spread.From(twenty.Rounds, round => round.Plain!.PerSecond * 20).Median;
        var plainWait = Spread.From(twenty.Rounds, round => round.Plain!.Wait(0.99)).Median;
        var withErrors = Spread.From(found.Errors.Rounds, round => round.WithErrors.PerSecond * 20).Median;
        var valid = Spread.From(found.Errors.Rounds, round => round.Valid.PerSecond * 20).Median;
        yield return Target.AtLeast(
            $"20 leads per bulk, 32 clients: leads/s ÷ {found.Baselines[last].Name}",
            isSqlite ? 1.0 : 0.6,
            Spread.From(twenty.Rounds, round => round.PerSecond / round.Repetition.Baselines[last].PerSecond).Median,
            $"{service:N0} and {Spread.From(twenty.Rounds, round => round.Repetition.Baselines[last].PerSecond).Median:N0} leads/s"
        );
        yield return Target.AtLeast(
            "20 leads per bulk, 32 clients: leads/s ÷ the plain service (EF Core, FluentValidation)",
            isSqlite ? 8 : 5,
            Spread.From(twenty.Rounds, round => round.PerSecond / round.Plain!.PerSecond / 20).Median,
            $"the plain service {plain:N0} leads/s, 99 of 100 within {plainWait:0.00} s"
        );
        yield return Target.AtMost(
            "20 leads per bulk at half the maximum load: 99 of 100 responses within",
            25,
            " ms",
            twenty.HalfLoadWait!.Value * 1000,
            $"{service / 2:N0} leads/s sent at a constant rate"
        );

        yield return Target.AtLeast(
            $"20 leads per bulk, {found.Errors.Percent} % of them with an error: leads/s ÷ the same without errors",
            0.8,
            Spread.From(found.Errors.Rounds, round => round.Ratio).Median,
            $"{withErrors:N0} and {valid:N0} leads/s"
        );

        var one = found.Intake.Single(result => result.Case is { LeadsPerBulk: 1, Connections: > 1 });
        var bulks = Spread.From(one.Rounds, round => round.PerSecond).Median;
        var syncs = Spread.From(one.Rounds, round => round.SyncsPerSecond).Median;
        yield return Target.AtLeast(
            "1 lead per bulk, 32 clients: bulks/s ÷ appending and syncing 4 KiB per second",
            4,
            Spread.From(one.Rounds, round => round.PerSecond / round.SyncsPerSecond).Median,
            $"{bulks:N0} bulks and {syncs:N0} syncs per second"
        );
    }

    private static IEnumerable<Target> FromReads(IReadOnlyList<ReadResult> reads)
    {
        foreach (var read in reads)
        {
            yield return Target.AtLeast(
                $"GET {read.Read.Path}{read.Read.Query}{(read.Read.IsKnown ? ", 304" : "")}: responses/s ÷ a bare Kestrel",
                0.9,
                Spread.From(read.Rounds, round => round.Service.Load.PerSecond / round.Bare.Load.PerSecond).Median,
                $"{Spread.From(read.Rounds, round => round.Service.Load.PerSecond).Median:N0} responses/s"
            );
        }
    }

    private static IEnumerable<Target> FromValidation(Findings found)
    {
        if (found.Check is not { } check)
            yield break;
        var allocated = Spread.From(check.Rounds, round => round.Checked.AllocatedPerBody / check.Leads).Median;
        yield return Target.AtMost(
            "validating a valid lead: allocated bytes ÷ bytes of its text",
            2,
            "",
            allocated / check.TextBytes,
            $"{allocated:0} and {check.TextBytes:0} bytes (UTF-8)"
        );
    }
}
