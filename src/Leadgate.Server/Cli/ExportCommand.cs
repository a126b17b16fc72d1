using System.CommandLine;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Server.Access;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Cli;

/// <summary><c>export</c>: exports leads into a file that can be imported again (promise 12.6).</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The file to write; .xlsx or .ndjson at its end is the format; CSV otherwise.",
    };

    private static readonly Option<string?> To = new("--from")
    {
        Description = "The address of a service to export from. Without it, the database is used.",
        HelpName = "URL",
    };

    private static readonly ServiceKey Key = new("--from");

    private static readonly Option<string[]> Filter = new("--where")
    {
        Description = "A filter of the search, such as fromDate=2026-11-01, isError=1 or source=Website. Repeatable.",
        HelpName = "NAME=VALUE",
    };

    private static readonly Option<string?> Titles = new("--titles") { Description = "en or ar: titles of fields as headers." };

    private static readonly Option<bool> NoGuard = new("--no-guard")
    {
        Description = "Write no apostrophe before texts that a spreadsheet would take for formulas.",
    };

    public static Command Create()
    {
        var command = new Command("export", "Export leads into a CSV, XLSX, or NDJSON file. It can be imported again.");
        command.Add(File);
        foreach (var option in (Option[])[To, .. Key.Options, Filter, Titles, NoGuard])
            command.Add(option);
        var settings = command.AddSettings([Setting.Database, Setting.TimeZone]);
        command.SetAction((result, _) => CommandLine.ExecuteAsync(cancellation => RunAsync(result, () => settings(result), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Func<LeadgateSettings> readSettings, CancellationToken cancellation)
    {
        var path = result.GetRequiredValue(File);
        var format = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".NDJSON" => ExportFormat.Ndjson,
            ".XLSX" => ExportFormat.Xlsx,
            _ => ExportFormat.Csv,
        };
        var titles = result.GetValue(Titles);
        if (titles is not (null or "en" or "ar"))
            return await CommandLine.FailAsync("--titles must be en or ar.");
        var filters = (result.GetValue(Filter) ?? []).Select(filter => filter.Split('=', 2)).ToList();
        if (filters.Find(filter => filter.Length != 2) is { } wrong)
            return await CommandLine.FailAsync($"--where {wrong[0]}: write NAME=VALUE.");
        var options = new ExportOptions(format, !result.GetValue(NoGuard), titles is null ? null : titles == "ar");
        try
        {
            if (result.GetValue(To) is not { } service)
                return await ExportAsync(readSettings(), path, options, filters, cancellation);
            await using var remote = new RemoteImports(RemoteImports.ReadAddress(service), Key.Read(result));
            var query = string.Join('&', filters.Select(filter => $"{filter[0]}={Uri.EscapeDataString(filter[1])}"));
            await using var output = new FileStream(path, FileMode.Create, FileAccess.Write);
            await remote.DownloadAsync(
                $"{Routes.LeadExport}?format={options.Extension}&guard={(options.Guards ? "on" : "off")}"
                    + $"{(titles is null ? "" : "&titles=" + titles)}&{query}",
                output,
                cancellation
            );
            return 0;
        }
        catch (ImportRefusedException e)
        {
            await CommandLine.FailAsync(e.Message);
            return e.ExitCode;
        }
    }

    private static async Task<int> ExportAsync(
        LeadgateSettings settings,
        string path,
        ExportOptions options,
        List<string[]> filters,
        CancellationToken cancellation
    )
    {
        await using var store = CommandLine.OpenExistingStore(settings);
        var lists = new ListCatalogCache(store);
        await lists.LoadAsync(cancellation);
        var values = filters.ToDictionary(filter => filter[0], filter => new StringValues(filter[1]), StringComparer.OrdinalIgnoreCase);
        var query = new LeadQueryReader(new QueryCollection(values), lists.Catalog, settings.Rules.Zone).Read(out var problem);
        if (problem is not null)
            return await CommandLine.FailAsync(problem.Detail);
        var access = new LeadAccess(Actor.CommandLine.Name, Actor.CommandLine.Origin, CreatedBy: null);
        var leads = await new LeadExports(store, lists).ExportAsync(query, access, $"search as {options.Extension}", cancellation);
        await using var output = new FileStream(path, FileMode.Create, FileAccess.Write);
        var rows = await FileOutput.WriteAsync(
            output,
            options,
            ExportEndpoints.GetHeaders(options),
            ExportEndpoints.ToRowsAsync(leads, options, cancellation),
            cancellation
        );
        await System.Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} leads are in {path}."));
        return 0;
    }
}
