using System.CommandLine;

namespace Leadgate.Bench.Files;

/// <summary><c>bench files</c>: how fast files become leads.</summary>
internal static class FilesCommand
{
    private const string Results = "bench/results/files.md";

    public static Command Create()
    {
        var rows = new Option<int>("--rows")
        {
            Description = "Rows of each file. Default: 1000000",
            DefaultValueFactory = _ => 1_000_000,
            HelpName = "N",
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Times that each file is read; the fastest counts. Default: 3",
            DefaultValueFactory = _ => 3,
            HelpName = "N",
        };
        var output = new Option<FileInfo?>("--output") { Description = $"Report file. Default: {Results}", HelpName = "FILE" };
        var quick = new Option<bool>("--no-file") { Description = "Write no report file." };
        var command = new Command(
            "files",
            "Read CSV and XLSX with twelve columns up to the JSON of leads and up to the store, beside Sep and MiniExcel alone."
        )
        {
            rows,
            rounds,
            output,
            quick,
        };
        command.SetAction(
            (result, cancellation) =>
                FilesRun.RunAsync(
                    result.GetValue(rows),
                    result.GetValue(rounds),
                    result.GetValue(quick) ? null : result.GetValue(output)?.FullName ?? Path.GetFullPath(Results),
                    cancellation
                )
        );
        return command;
    }
}
