using System.Globalization;

namespace Leadgate.Formats.Tests.Support;

/// <summary>How often fuzz tests run: <c>LEADGATE_FUZZ_FILE_RUNS</c>, from the seed <c>LEADGATE_FUZZ_SEED</c> on.</summary>
internal static class FuzzRuns
{
    /// <param name="usual">How often where nobody says.</param>
    public static int Count(int usual) => Read("LEADGATE_FUZZ_FILE_RUNS", usual);

    /// <summary>The seeds, each of which can be repeated alone.</summary>
    /// <param name="usual">How many where nobody says.</param>
    public static IEnumerable<int> Seeds(int usual) => Enumerable.Range(Read("LEADGATE_FUZZ_SEED", 0), Count(usual));

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
