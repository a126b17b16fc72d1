using System.Runtime.CompilerServices;
using System.Text;
using Leadgate.Contract;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Exports;

/// <summary>Exports leads into files (promises 12.5 and 12.6).</summary>
internal static class ExportEndpoints
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddSingleton<LeadExports>();
        services.AddSingleton<FailedRows>();
    }

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new ReadConcurrencyFilter());
        group
            .MapGet(Routes.LeadExport, ExportLeads)
            .WithTags("Leads")
            .WithName("exportLeads")
            .RequireScope(Scopes.LeadsRead)
            .WithQuery(typeof(LeadExportRequest));
        group
            .MapGet(Routes.ImportFailed, GetFailedRows)
            .WithTags("Imports")
            .WithName("getFailedRows")
            .RequireScope(Scopes.LeadsWrite)
            .WithQuery(typeof(FailedRowsRequest))
            .WithProblems(ProblemType.ImportNotFound)
            .Add(LeadCorrectionEndpoints.RequireNumber);
    }

    /// <summary>Export leads</summary>
    /// <remarks>
    /// All leads that match every filter given, newest first, as a file that can be imported again and has the same values then: valid
    /// leads with the labels of the lists, leads with errors as they were sent. A table has a column for each field of a lead and of a
    /// vehicle; where a lead has several vehicles, `vehicles` has them all as JSON, and `extra` has the unknown properties.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe, which an import takes off again; `guard=off` writes none.
    /// </remarks>
    /// <response code="200">The file.</response>
    internal static async Task<Results<ExportResult, Problem>> ExportLeads(
        HttpContext http,
        LeadExports exports,
        ListCatalogCache lists,
        LeadgateSettings settings
    )
    {
        if (ReadOptions(http.Request.Query, ["csv", "xlsx", "ndjson"], out var options) is { } invalid)
            return invalid;
        var query = new LeadQueryReader(http.Request.Query, lists.Catalog, settings.Rules.Zone).Read(out var problem);
        if (problem is not null)
            return problem;
        var detail = $"search as {options!.Extension}";
        var leads = await exports.ExportAsync(query, LeadAccess.For(http), detail, http.RequestAborted);
        return new ExportResult(options, "leads", GetHeaders(options), ToRowsAsync(leads, options, http.RequestAborted));
    }

    /// <summary>Get the failed rows of an import</summary>
    /// <remarks>
    /// The rows whose leads still have errors, with the columns of the file, what is wrong in both languages, and the key of the lead in
    /// `leadgate_row`. Correct the values and upload the file as a new import: it corrects these leads and makes no new ones. Columns that
    /// were left out are empty.
    /// </remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="200">The file.</response>
    internal static async Task<Results<ExportResult, Problem>> GetFailedRows(long id, HttpContext http, FailedRows failed)
    {
        if (ReadOptions(http.Request.Query, ["csv", "xlsx"], out var options) is { } invalid)
            return invalid;
        if (await failed.FindAsync(id, LeadAccess.For(http), http.RequestAborted) is not { } file)
            return ImportEndpoints.NotFound;
        return FailedRows.CreateResult(id, file, options!);
    }

    /// <summary>The headers of an export.</summary>
    public static IReadOnlyList<string> GetHeaders(ExportOptions options) =>
        [
            .. LeadExports.Columns.Select(column =>
                options.TitlesArabic switch
                {
                    true => column.TitleAr,
                    false => column.Title,
                    null => column.Target,
                }
            ),
        ];

    /// <summary>The rows of an export.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> ToRowsAsync(
        IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> pages,
        ExportOptions options,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var page in pages.WithCancellation(cancellation))
            yield return [.. page.Select(lead => ToRow(lead, options))];
    }

    private static string[] ToRow(ReadOnlyMemory<byte> lead, ExportOptions options)
    {
        if (options.Format == ExportFormat.Ndjson)
            return [Encoding.UTF8.GetString(lead.Span)];
        var cells = new LeadCells(lead);
        return [.. LeadExports.Columns.Select(column => cells.Get(column.Target, column.Target))];
    }

    private static Problem? ReadOptions(IQueryCollection query, IReadOnlyList<string> formats, out ExportOptions? options)
    {
        options = null;
        var format = query.ReadText("format") ?? formats[0];
        if (!formats.Contains(format, StringComparer.OrdinalIgnoreCase))
            return RefuseOneOf("format", formats);
        var guard = query.ReadText("guard") ?? "on";
        if (guard is not ("on" or "off"))
            return RefuseOneOf("guard", ["on", "off"]);
        var titles = query.ReadText("titles");
        if (titles is not (null or "en" or "ar"))
            return RefuseOneOf("titles", ["en", "ar"]);
        options = new ExportOptions(
            Enum.Parse<ExportFormat>(format, ignoreCase: true),
            guard == "on",
            titles is null ? null : titles == "ar"
        );
        return null;
    }

    private static Problem RefuseOneOf(string name, IReadOnlyList<string> values) =>
        new(
            ProblemType.InvalidParameter,
            $"{name} must be {WordList.Or(false, values)}.",
            $"يجب أن تكون قيمة {BidiText.Ltr(name)} هي {WordList.Or(true, [.. values.Select(BidiText.Ltr)])}."
        );
}
