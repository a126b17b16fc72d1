using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Leadgate.Contract.FileImports;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Cli;

/// <summary><c>import</c>: imports a file of leads into a database, or into a service (promise 12).</summary>
internal static class ImportCommand
{
    private const int MostErrors = 20;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private static readonly Argument<string> File = new("FILE") { Description = "The file: CSV, XLSX, NDJSON, ADF, or a mail with ADF." };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "The address of a service to import into, such as https://leads.example.com. Without it, the database is used.",
        HelpName = "URL",
    };

    private static readonly ServiceKey Key = new("--to");

    private static readonly Option<string?> Sender = new("--sender")
    {
        Description = "The sender that leads get which are imported into the database. Default: cli:USER.",
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description =
            "Makes a column a field; the column by its header or its number from 1, and - as the field leaves it out. Repeatable.",
        HelpName = "COLUMN=FIELD",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Gives a field a value in every row that has none of its own. Repeatable.",
        HelpName = "FIELD=VALUE",
    };

    private static readonly Option<string?> Encoding = new("--encoding") { Description = "The encoding, such as windows-1256." };

    private static readonly Option<string?> Delimiter = new("--delimiter") { Description = "What stands between values: , ; | or tab." };

    private static readonly Option<string?> Sheet = new("--sheet") { Description = "The sheet of a workbook." };

    private static readonly Option<int?> HeaderRow = new("--header-row") { Description = "The row with the headers, from 1." };

    private static readonly Option<bool> Check = new("--check") { Description = "Validate all rows, and store nothing." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Import without asking." };

    private static readonly Option<string?> Failed = new("--failed")
    {
        Description =
            "Write the rows with errors into this file (CSV, or XLSX by its name). Correct it and import it: it corrects these leads.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Import a file of leads: show what was understood, ask, store the rows, and say what came of them. Rows with errors are stored "
                + "too, to be corrected. Exit codes: 0 if all rows are valid, "
                + $"{ExitCodes.RowsWithErrors} if some have errors, {ExitCodes.FileRefused} if the file cannot be imported, "
                + $"{ExitCodes.NotReachable} if the service cannot be reached or refuses the key, {ExitCodes.NotConfirmed} if nobody "
                + "confirmed, 1 after another error."
        );
        command.Add(File);
        foreach (var option in (Option[])[To, .. Key.Options, Sender, Map, Set, Encoding, Delimiter, Sheet, HeaderRow, Check, Yes, Failed])
            command.Add(option);
        var settings = command.AddSettings([
            Setting.Database,
            Setting.Environment,
            Setting.Company,
            Setting.TimeZone,
            Setting.MaxImportMib,
            Setting.MaxImportRows,
        ]);
        command.SetAction((result, _) => CommandLine.ExecuteAsync(cancellation => RunAsync(result, () => settings(result), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Func<LeadgateSettings> readSettings, CancellationToken cancellation)
    {
        try
        {
            var path = result.GetRequiredValue(File);
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            IImportTarget target = result.GetValue(To) is { } service
                ? new RemoteImports(RemoteImports.ReadAddress(service), Key.Read(result))
                : await LocalImports.OpenAsync(readSettings(), result.GetValue(Sender) ?? "cli:" + Environment.UserName, cancellation);
            await using (target)
                return await ImportAsync(target, file, Path.GetFileName(path), result, cancellation);
        }
        catch (ImportRefusedException e)
        {
            await CommandLine.FailAsync(e.Message);
            return e.ExitCode;
        }
    }

    private static async Task<int> ImportAsync(
        IImportTarget target,
        Stream file,
        string name,
        ParseResult result,
        CancellationToken cancellation
    )
    {
        var import = await target.UploadAsync(file, name, cancellation);
        var isKept = false;
        try
        {
            if (CreateFormatPatch(result) is { } format)
                import = await target.ChangeAsync(import.Id, format, cancellation);
            if (CreateColumnPatch(result, import) is { } columns)
                import = await target.ChangeAsync(import.Id, columns, cancellation);
            await DescribeAsync(import);
            if (import.Problem is { } problem)
                throw new ImportRefusedException(problem.Message, ExitCodes.FileRefused);
            var checks = result.GetValue(Check);
            if (!checks && !result.GetValue(Yes) && !(Confirmation.IsPossible && Confirmation.Ask("Import these rows?")))
            {
                await CommandLine.FailAsync("Nothing was imported. Pass --yes to import without being asked.");
                return ExitCodes.NotConfirmed;
            }

            import = await FollowAsync(target, import, storesRows: !checks, cancellation);
            isKept = !checks;
            await SummarizeAsync(import, checks);
            if (!checks && result.GetValue(Failed) is { } failed && import.WithErrors > 0)
                await WriteFailedAsync(target, import, failed, cancellation);
            if (import.Status == "failed")
                throw new ImportRefusedException(import.Problem?.Message ?? "The import failed.", ExitCodes.FileRefused);
            return import.WithErrors + import.Skipped == 0 ? 0 : ExitCodes.RowsWithErrors;
        }
        finally
        {
            // Neither a check nor a file that is not imported leaves anything behind.
            if (!isKept)
                await target.CancelAsync(import.Id, CancellationToken.None);
        }
    }

    private static async Task<Import> FollowAsync(IImportTarget target, Import import, bool storesRows, CancellationToken cancellation)
    {
        await target.BeginAsync(import.Id, storesRows, cancellation);
        var progress = new ImportProgress();
        while (true)
        {
            import = await target.FindAsync(import.Id, cancellation);
            if (import.Status is not ("checking" or "running"))
                break;
            progress.Show(import);
            await Task.Delay(PollInterval, cancellation);
        }

        ImportProgress.Clear();
        await System.Console.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{import.Processed:N0} rows in {progress.Elapsed.TotalSeconds:0.0} s, "
                    + $"{ImportProgress.GetRate(import.Processed, progress.Elapsed):N0} rows/s"
            )
        );
        return import;
    }

    private static string? CreateFormatPatch(ParseResult result)
    {
        var patch = new JsonObject();
        if (result.GetValue(Encoding) is { } encoding)
            patch["encoding"] = encoding;
        if (result.GetValue(Delimiter) is { } delimiter)
            patch["delimiter"] = delimiter is "tab" or "\\t" ? "\t" : delimiter;
        if (result.GetValue(Sheet) is { } sheet)
            patch["sheet"] = sheet;
        if (result.GetValue(HeaderRow) is { } row)
            patch["headerRow"] = row;
        return patch.Count == 0 ? null : patch.ToJsonString();
    }

    private static string? CreateColumnPatch(ParseResult result, Import import)
    {
        var (columns, constants) = (new JsonObject(), new JsonObject());
        foreach (var (column, field) in (result.GetValue(Map) ?? []).Select(text => Split(text, "--map")))
            columns[FindColumn(import, column).ToString(CultureInfo.InvariantCulture)] = field == "-" ? null : field;
        foreach (var (field, value) in (result.GetValue(Set) ?? []).Select(text => Split(text, "--set")))
            constants[field] = value;
        var patch = new JsonObject();
        if (columns.Count > 0)
            patch["columns"] = columns;
        if (constants.Count > 0)
            patch["constants"] = constants;
        return patch.Count == 0 ? null : patch.ToJsonString();
    }

    private static (string Left, string Right) Split(string text, string option) =>
        text.LastIndexOf('=') is > 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..].Trim())
            : throw new ImportRefusedException($"{option} {text}: write NAME=VALUE.", ExitCodes.FileRefused);

    private static int FindColumn(Import import, string column)
    {
        var folded = TextFolding.Fold(column);
        if (import.Columns.FirstOrDefault(one => TextFolding.Fold(one.Header) == folded) is { } named)
            return named.Index;
        return
            int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= import.Columns.Count
            ? number - 1
            : throw new ImportRefusedException($"The file has no column {column}.", ExitCodes.FileRefused);
    }

    private static async Task DescribeAsync(Import import)
    {
        var output = System.Console.Out;
        var format = string.Join(
            ", ",
            (
                (string?[])
                    [
                        import.Format?.ToUpperInvariant(),
                        import.Encoding,
                        import.Delimiter is { } delimiter ? $"delimiter {(delimiter == "\t" ? "tab" : delimiter)}" : null,
                        import.Sheet is { } sheet ? $"sheet {sheet}" : null,
                        import.HeaderRow is { } row ? string.Create(CultureInfo.InvariantCulture, $"headers in row {row}") : null,
                        import.Rows is { } rows ? string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows") : null,
                    ]
            ).OfType<string>()
        );
        await output.WriteLineAsync($"{import.Name}: {format}");
        foreach (var column in import.Columns)
        {
            var number = (column.Index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(4);
            var samples = string.Join(" | ", column.Samples.Select(sample => PlainText.Show(sample, 24)));
            await output.WriteLineAsync(
                $"{number}  {PlainText.Show(column.Header, 30), -30} {DescribeTarget(column), -34} {samples}".TrimEnd()
            );
        }

        foreach (var (field, value) in import.Constants)
            await output.WriteLineAsync($"      {field} = {value} in rows without a value of their own");
        foreach (var note in import.Notes)
            await output.WriteLineAsync($"Note: {note.Message}");
        if (import.SameAs is { } earlier)
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Note: Import {earlier} had exactly this file. Its leads would be stored again."
                )
            );
    }

    private static string DescribeTarget(ImportColumn column) =>
        column.Field switch
        {
            null => column.Reason == "own" ? "(for people)" : "(left out)",
            ColumnTargets.Unknown => "(kept as it is)",
            var field => $"{field} ({column.Reason})",
        };

    private static async Task SummarizeAsync(Import import, bool checks)
    {
        var output = System.Console.Out;
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(checks ? "Checked, nothing stored" : $"Import {import.Id} is {import.Status}")}: {import.Valid:N0} valid, "
                    + $"{import.WithErrors:N0} with errors, {import.Skipped:N0} skipped."
            )
        );
        foreach (var error in import.Errors.Take(MostErrors))
        {
            var lines = string.Join(", ", error.Lines) + (error.Rows > error.Lines.Count ? ", ..." : "");
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"  {error.Rows, 7:N0} x {PlainText.Show(error.Message, 200)} (line {lines})")
            );
        }
    }

    private static async Task WriteFailedAsync(IImportTarget target, Import import, string path, CancellationToken cancellation)
    {
        var isWorkbook = path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
        var format = isWorkbook ? ExportFormat.Xlsx : ExportFormat.Csv;
        await using (var output = new FileStream(path, FileMode.Create, FileAccess.Write))
            await target.WriteFailedAsync(import.Id, format, output, cancellation);
        await System.Console.Out.WriteLineAsync($"The rows with errors are in {path}. Correct them there, and import that file.");
    }
}
