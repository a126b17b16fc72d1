using Leadgate.Bench.Lists;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Targets;

/// <summary>The targets that follow from what a run measured anyway. Figures are medians of the rounds.</summary>
internal static class TargetList
{
    public static IEnumerable<Target> Of(Findings found) => [.. OfIntake(found), .. OfReads(found.Reads), .. OfCheck(found)];

    private static IEnumerable<Target> OfIntake(Findings found)
    {
        var isSqlite = found.Check is not null;
        var twenty = found.Intake.Single(result => result.Case.LeadsPerBulk == 20);
        var service = Spread.Of(twenty.Rounds, round => round.PerSecond).Median;
        var last = found.Baselines.Count - 1;
        yield return Target.AtLeast(
            $"20 leads a bulk, 32 clients: leads/s ÷ {found.Baselines[last].Name}",
            isSqlite ? 1.0 : 0.6,
            Spread.Of(twenty.Rounds, round => round.PerSecond / round.Repetition.Baselines[last].PerSecond).Median,
            $"{service:N0} and {Spread.Of(twenty.Rounds, round => round.Repetition.Baselines[last].PerSecond).Median:N0} leads/s"
        );
        yield return Target.AtLeast(
            "20 leads a bulk, 32 clients: leads/s ÷ the plain service (EF Core, FluentValidation)",
            isSqlite ? 8 : 5,
            Spread.Of(twenty.Rounds, round => round.PerSecond / round.Plain!.PerSecond / 20).Median,
            $"the plain service {Spread.Of(twenty.Rounds, round => round.Plain!.PerSecond * 20).Median:N0} leads/s, 99 of 100 within {Spread.Of(twenty.Rounds, round => round.Plain!.Wait(0.99)).Median:0.00} s"
        );
        yield return Target.AtMost(
            "20 leads a bulk at half the greatest load: 99 of 100 answers within",
            25,
            " ms",
            twenty.HalfLoadWait!.Value * 1000,
            $"{service / 2:N0} leads/s sent at that pace"
        );

        yield return Target.AtLeast(
            $"20 leads a bulk, {found.Errors.Percent} % of them with an error: leads/s ÷ the same without errors",
            0.8,
            Spread.Of(found.Errors.Rounds, round => round.Ratio).Median,
            $"{Spread.Of(found.Errors.Rounds, round => round.WithErrors.PerSecond * 20).Median:N0} and {Spread.Of(found.Errors.Rounds, round => round.Valid.PerSecond * 20).Median:N0} leads/s"
        );

        var one = found.Intake.Single(result => result.Case is { LeadsPerBulk: 1, Connections: > 1 });
        yield return Target.AtLeast(
            "1 lead a bulk, 32 clients: bulks/s ÷ appending 4 KiB and syncing, a second",
            4,
            Spread.Of(one.Rounds, round => round.PerSecond / round.SyncsPerSecond).Median,
            $"{Spread.Of(one.Rounds, round => round.PerSecond).Median:N0} bulks and {Spread.Of(one.Rounds, round => round.SyncsPerSecond).Median:N0} syncs a second"
        );
    }

    private static IEnumerable<Target> OfReads(IReadOnlyList<ReadResult> reads)
    {
        foreach (var read in reads)
        {
            yield return Target.AtLeast(
                $"GET {read.Read.Path}{read.Read.Query}{(read.Read.IsKnown ? ", 304" : "")}: answers/s ÷ a bare Kestrel",
                0.9,
                Spread.Of(read.Rounds, round => round.Service.Load.PerSecond / round.Bare.Load.PerSecond).Median,
                $"{Spread.Of(read.Rounds, round => round.Service.Load.PerSecond).Median:N0} answers/s"
            );
        }
    }

    private static IEnumerable<Target> OfCheck(Findings found)
    {
        if (found.Check is not { } check)
            yield break;
        var allocated = Spread.Of(check.Rounds, round => round.Checked.AllocatedPerBody / check.Leads).Median;
        yield return Target.AtMost(
            "checking a good lead: bytes allocated ÷ bytes of text kept",
            2,
            "",
            allocated / check.TextBytes,
            $"{allocated:0} and {check.TextBytes:0} bytes (UTF-8)"
        );
    }
}
