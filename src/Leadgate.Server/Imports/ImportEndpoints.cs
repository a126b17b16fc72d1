using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Imports;

/// <summary>Imports files (promises 12.2 to 12.4).</summary>
internal static class ImportEndpoints
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    internal static Problem NotFound { get; } =
        new(
            ProblemType.ImportNotFound,
            "Use the path in the Location of the response to the upload.",
            $"استخدم المسار المذكور في {BidiText.Ltr("Location")} في الرد على رفع الملف."
        );

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("Imports")
            .RequireScope(Scopes.LeadsWrite)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal);
        group
            .MapPost(Routes.Imports, UploadFile)
            .WithName("uploadFile")
            .WithQuery(typeof(ImportUploadRequest))
            .WithMetadata(new BodyMetadata(typeof(Stream)) { MediaType = "application/octet-stream" })
            .WithProblems(
                ProblemType.BadRequest,
                ProblemType.RequestTimeout,
                ProblemType.BodyTooLarge,
                ProblemType.UnsupportedMediaType,
                ProblemType.UnreadableFile,
                ProblemType.OutcomeUnknown
            );
        group.MapGet(Routes.Imports, ListImports).WithName("listImports").WithQuery(typeof(ImportListRequest));
        group
            .MapGet(Routes.Import, GetImport)
            .WithName("getImport")
            .WithProblems(ProblemType.ImportNotFound)
            .Add(LeadCorrectionEndpoints.RequireNumber);
        var change = group.MapGroup("").WithProblems(ProblemType.ImportNotFound, ProblemType.ImportNotReady, ProblemType.OutcomeUnknown);
        change
            .MapPatch(Routes.Import, ChangeImport)
            .WithName("changeImport")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .AddEndpointFilter(new InvalidBodyFilter())
            .Add(LeadCorrectionEndpoints.RequireNumber);
        group
            .MapGet(Routes.ImportRows, ListWrongRows)
            .WithName("listWrongRows")
            .WithQuery(typeof(ImportRowListRequest))
            .WithProblems(ProblemType.ImportNotFound, ProblemType.ImportNotReady, ProblemType.Overloaded)
            .AddEndpointFilter(new ReadConcurrencyFilter())
            .Add(LeadCorrectionEndpoints.RequireNumber);
        change
            .MapPatch(Routes.ImportRow, EditRow)
            .WithName("correctRow")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.Overloaded)
            .AddEndpointFilter(new ReadConcurrencyFilter())
            .AddEndpointFilter(new InvalidBodyFilter())
            .Add(LeadCorrectionEndpoints.RequireNumber);
        change.MapPost(Routes.ImportCheck, CheckImport).WithName("checkImport").Add(LeadCorrectionEndpoints.RequireNumber);
        change.MapPost(Routes.ImportStart, StartImport).WithName("startImport").Add(LeadCorrectionEndpoints.RequireNumber);
        group
            .MapDelete(Routes.Import, CancelImport)
            .WithName("cancelImport")
            .WithProblems(ProblemType.ImportNotFound, ProblemType.OutcomeUnknown)
            .Add(LeadCorrectionEndpoints.RequireNumber);
    }

    /// <summary>Upload a file to import</summary>
    /// <remarks>
    /// The body is the file: CSV, TSV, XLSX, NDJSON, ADF, or a mail with ADF in it; or a form (`multipart/form-data`) with a file. Only its
    /// content decides what it is. Nothing is stored as leads yet: the response says what was understood, and which field each column
    /// becomes. Change that with `changeImport`, try it with `checkImport`, and store the leads with `startImport`.
    ///
    /// A file that was uploaded before is not refused; `sameAs` names the earlier import.
    /// </remarks>
    /// <response code="201">What was understood of the file.</response>
    [ResponseHeader(201, "Location", "The path of the import.", Routes.Imports + "/12")]
    internal static async Task<Results<Created<Import>, Problem>> UploadFile(
        HttpContext http,
        LeadImports imports,
        LeadgateSettings settings
    )
    {
        var maxBytes = settings.Imports.MaxBytes;
        BodyLimit.Set(http, maxBytes + (64 * 1024));
        if (http.Request.ContentLength > maxBytes + (64 * 1024))
            return RefuseSize(maxBytes);
        var (file, problem) = await ImportRequestBody.ReadAsync(http, http.Request.Query.ReadText("name"), http.RequestAborted);
        if (problem is not null)
            return problem;
        var outcome = await imports.UploadAsync(file!, ImportCaller.For(http), http.RequestAborted);
        return outcome is ImportOutcome.Done(var details)
            ? TypedResults.Created(
                string.Create(CultureInfo.InvariantCulture, $"{Routes.Imports}/{details.Import.Id}"),
                ToContract(details)
            )
            : ToProblem(outcome, http);
    }

    /// <summary>List imports</summary>
    /// <remarks>The imports of the caller, newest first, in pages; for a key with the scope `admin` those of all.</remarks>
    /// <response code="200">A page of imports.</response>
    internal static async Task<Results<Ok<ImportPage>, Problem>> ListImports(HttpContext http, LeadImports imports)
    {
        var query = http.Request.Query;
        var (limit, before) = (DefaultLimit, (long?)null);
        if (query.ReadText("limit") is { } limitText)
        {
            if (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit)
                return Refuse($"limit must be a number from 1 to {MaxLimit}.", $"يجب أن يكون limit عددًا من 1 إلى {MaxLimit}.");
        }

        if (query.ReadText("cursor") is { } cursor)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                return Refuse(
                    $"cursor must be the value of \"next\" from the previous page.",
                    $"يجب أن يكون cursor قيمة \"next\" من الصفحة السابقة."
                );
            before = last;
        }

        var found = await imports.FindLastAsync(before, limit + 1, LeadAccess.For(http), http.RequestAborted);
        var page = found.Take(limit).ToList();
        return TypedResults.Ok(
            new ImportPage
            {
                Imports = [.. page.Select(ToSummary)],
                Next = found.Count > limit ? page[^1].Import.Id.ToString(CultureInfo.InvariantCulture) : null,
            }
        );

        static Problem Refuse(FormattableString english, FormattableString arabic) =>
            new(ProblemType.InvalidParameter, FormattableString.Invariant(english), FormattableString.Invariant(arabic));
    }

    /// <summary>Get an import</summary>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="200">What was understood of the file, and how far the import is.</response>
    internal static async Task<Results<Ok<Import>, Problem>> GetImport(long id, HttpContext http, LeadImports imports) =>
        await imports.FindAsync(id, LeadAccess.For(http), http.RequestAborted) is { } details
            ? TypedResults.Ok(ToContract(details))
            : NotFound;

    /// <summary>Choose the columns of an import</summary>
    /// <remarks>
    /// Changes encoding, delimiter, sheet, header row, columns, and constants of an import that does not run. The file is then read again
    /// from its beginning. A change of the delimiter, the sheet, or the header row resets the columns.
    /// </remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <param name="body">What to change.</param>
    /// <response code="200">What is understood of the file now.</response>
    internal static async Task<Results<Ok<Import>, Problem>> ChangeImport(
        long id,
        ImportPatchBody body,
        HttpContext http,
        LeadImports imports
    )
    {
        var outcome = await imports.ChangeAsync(id, body.Change!, ImportCaller.For(http), http.RequestAborted);
        return outcome is ImportOutcome.Done(var details) ? TypedResults.Ok(ToContract(details)) : ToProblem(outcome, http);
    }

    /// <summary>List wrong rows of an import</summary>
    /// <remarks>
    /// The rows that would have errors if the import was stored now, in the order of the file, with what was corrected by `correctRow` and
    /// by `replacements`. For an import that does not run. A page looks through at most 10,000 rows.
    /// </remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="200">A page of rows.</response>
    internal static async Task<Results<Ok<ImportRowPage>, Problem>> ListWrongRows(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview
    )
    {
        var from = 1L;
        if (http.Request.Query.ReadText("from") is { } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out from) || from < 1)
                return new Problem(
                    ProblemType.InvalidParameter,
                    "from must be the value of \"next\" from the previous page.",
                    $"يجب أن يكون {BidiText.Ltr("from")} قيمة \"next\" من الصفحة السابقة."
                );
        }

        var (details, refusal) = await imports.FindOpenDetailsAsync(id, ImportCaller.For(http), http.RequestAborted);
        if (details is null)
            return ToProblem(refusal!, http);
        if (details.Description!.Problem is { } problem)
            return NotReady(problem);
        var page = await preview.FindWrongRowsAsync(details, from - 1, LeadAccess.For(http), http.RequestAborted);
        return TypedResults.Ok(new ImportRowPage { Rows = [.. page.Rows.Select(ToContract)], Next = page.Next + 1 });
    }

    /// <summary>Correct a row of an import</summary>
    /// <remarks>
    /// Corrects cells before the import is stored, in the manner of a merge patch: `null` is no value, and what is not named stays as it
    /// is. At most 5,000 cells of an import can be corrected. Another sheet, delimiter, encoding, or header row forgets them. The numbers
    /// of the last check stay until `checkImport` is called again.
    /// </remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <param name="row" example="12">Which row with data, from 1, as `listWrongRows` says it.</param>
    /// <param name="body">What to correct.</param>
    /// <response code="200">The row as it would be stored now.</response>
    internal static async Task<Results<Ok<ImportRow>, Problem>> EditRow(
        long id,
        long row,
        ImportRowPatchBody body,
        HttpContext http,
        ImportEdits edits
    )
    {
        var (edited, refusal) = await edits.EditAsync(id, row - 1, body.Values!, ImportCaller.For(http), http.RequestAborted);
        return edited is null ? ToProblem(refusal!, http) : TypedResults.Ok(ToContract(edited));
    }

    /// <summary>Check an import</summary>
    /// <remarks>Validates all rows in the background and stores nothing. When `status` is `checked`, `errors` says what is wrong.</remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="202">The check runs.</response>
    [ResponseHeader(202, "Location", "The path of the import.", Routes.Imports + "/12")]
    internal static async Task<Results<Accepted<Import>, Problem>> CheckImport(long id, HttpContext http, LeadImports imports) =>
        Accept(await imports.CheckAsync(id, ImportCaller.For(http), http.RequestAborted), http);

    /// <summary>Start an import</summary>
    /// <remarks>
    /// Stores all rows in the background, also those with errors, in bulks of up to 1,000 leads. Each row is stored once, even if a node
    /// fails meanwhile. The rows of a file of failed rows correct the leads that they name, which needs the scope `leads:correct`.
    /// </remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="202">The import runs.</response>
    [ResponseHeader(202, "Location", "The path of the import.", Routes.Imports + "/12")]
    internal static async Task<Results<Accepted<Import>, Problem>> StartImport(long id, HttpContext http, LeadImports imports) =>
        Accept(await imports.StartAsync(id, ImportCaller.For(http), http.RequestAborted), http);

    /// <summary>Cancel an import</summary>
    /// <remarks>Rows that are stored stay; the rest is not stored, and the file is deleted.</remarks>
    /// <param name="id" example="12">The id in `Location`.</param>
    /// <response code="204">The import is cancelled, or had ended before.</response>
    internal static async Task<Results<NoContent, Problem>> CancelImport(long id, HttpContext http, LeadImports imports)
    {
        var outcome = await imports.CancelAsync(id, ImportCaller.For(http), http.RequestAborted);
        return outcome is ImportOutcome.Done ? TypedResults.NoContent() : ToProblem(outcome, http);
    }

    private static Results<Accepted<Import>, Problem> Accept(ImportOutcome outcome, HttpContext http) =>
        outcome is ImportOutcome.Done(var details)
            ? TypedResults.Accepted(
                string.Create(CultureInfo.InvariantCulture, $"{Routes.Imports}/{details.Import.Id}"),
                ToContract(details)
            )
            : ToProblem(outcome, http);

    private static Problem ToProblem(ImportOutcome outcome, HttpContext http) =>
        outcome is ImportOutcome.Forbidden(var missing) ? ApiKeyMiddleware.MissingScope(missing, http.Caller().Key) : ToProblem(outcome);

    /// <summary>Why something was refused; not for want of a scope.</summary>
    public static Problem ToProblem(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.NotFound => NotFound,
            ImportOutcome.Unreadable(var (reason, line)) => new Problem(
                ProblemType.UnreadableFile,
                line is null ? reason.English : string.Create(CultureInfo.InvariantCulture, $"Line {line}: {reason.English}"),
                line is null ? reason.Arabic : string.Create(CultureInfo.InvariantCulture, $"السطر {line}: {reason.Arabic}")
            ),
            ImportOutcome.TooLarge(var most) => RefuseSize(most),
            ImportOutcome.Overloaded => AdmissionControl.NoMemory,
            ImportOutcome.Invalid(var reason, var suggestions) => new Problem(ProblemType.InvalidParameter, reason.English, reason.Arabic)
            {
                Suggestions = suggestions.Count > 0 ? suggestions : null,
            },
            ImportOutcome.Conflict(var reason) => NotReady(reason),
            _ => throw new UnreachableException(),
        };

    internal static Problem NotReady(BilingualText reason) => new(ProblemType.ImportNotReady, reason.English, reason.Arabic);

    private static Problem RefuseSize(long maxBytes)
    {
        var most = maxBytes / 1024 / 1024;
        return new(
            ProblemType.BodyTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"A file may have up to {most} MiB. Divide it into several files."),
            string.Create(CultureInfo.InvariantCulture, $"لا يزيد حجم الملف على {most} ميبي بايت. قسّمه إلى عدة ملفات.")
        );
    }

    private static ImportSummary ToSummary(ImportDetails details) =>
        new()
        {
            Id = details.Import.Id,
            Name = details.Import.Name,
            Status = details.Import.Status,
            CreatedDate = details.Import.RequestedAt,
            CreatedBy = details.Import.Sender,
            Rows = details.Import.Rows,
            Valid = details.Import.Counts.Valid,
            WithErrors = details.Import.Counts.WithErrors,
            Skipped = details.Import.Counts.Skipped,
            Processed = details.Import.Counts.Processed,
        };

    /// <summary>An import as the API answers it.</summary>
    public static Import ToContract(ImportDetails details)
    {
        var (import, description) = (details.Import, details.Description);
        return new()
        {
            Id = import.Id,
            Name = import.Name,
            Status = import.Status,
            CreatedDate = import.RequestedAt,
            CreatedBy = import.Sender,
            EndedDate = import.EndedAt,
            Bytes = import.Bytes,
            Format = description is null ? null : ToWord(description.Format),
            Encoding = description?.Encoding,
            OtherEncodings = description?.OtherEncodings ?? [],
            Delimiter = description?.Delimiter?.ToString(),
            Sheet = description?.Sheet,
            Sheets = description?.Sheets ?? [],
            HeaderRow = description?.HeaderRow,
            Columns =
            [
                .. (description?.Columns ?? []).Select(column => new ImportColumn
                {
                    Index = column.Index,
                    Header = column.Header,
                    Samples = column.Samples,
                    Field = column.Target,
                    Reason = ToWord(column.Reason),
                }),
            ],
            Constants = details.Choices.File.Constants,
            Replacements =
            [
                .. details.Choices.File.Replacements.Select(rule => new ImportReplacement
                {
                    Field = rule.Field,
                    From = rule.From,
                    To = rule.To,
                }),
            ],
            Edits = details.Edits,
            Remember = details.Choices.Remembers,
            Notes = [.. (description?.Notes ?? []).Select(note => ToMessage(note, null))],
            Rows = import.Rows,
            Valid = import.Counts.Valid,
            WithErrors = import.Counts.WithErrors,
            Skipped = import.Counts.Skipped,
            Processed = import.Counts.Processed,
            BulkIds = details.BulkIds,
            Errors =
            [
                .. details.Findings.Select(finding => new ImportError
                {
                    Field = finding.Field,
                    Code = finding.Code,
                    Value = finding.Value,
                    Rows = finding.Rows,
                    Lines = finding.Lines,
                    Message = finding.Message,
                    MessageAr = finding.MessageAr,
                    Suggestions = finding.Suggestions,
                }),
            ],
            SameAs = details.SameAs,
            Problem = details.Problem is { } problem ? ToMessage(problem.Reason, problem.Line) : null,
        };
    }

    private static ImportRow ToContract(WrongRow row) =>
        new()
        {
            Row = row.Row + 1,
            Line = row.Line,
            Errors =
            [
                .. row.Cells.Select(cell => new LeadIssue
                {
                    Field = cell.Path,
                    Code = cell.Code,
                    Value = JsonElement.Parse(cell.Json.IsEmpty ? "null"u8 : cell.Json.Span),
                    ErrorMessage = cell.Message.English,
                    ErrorMessageAr = cell.Message.Arabic,
                    Suggestions = cell.Suggestions,
                }),
            ],
        };

    private static ImportMessage ToMessage(BilingualText text, long? line) =>
        new()
        {
            Message = text.English,
            MessageAr = text.Arabic,
            Line = line,
        };

    private static string ToWord<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
