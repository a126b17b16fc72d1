using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Xlsx;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;
using Leadgate.Storage.Imports;
using static Leadgate.Server.Console.Imports.ImportResponses;

namespace Leadgate.Server.Console.Imports;

/// <summary>
/// Imports files step by step: file, columns, check, result. What a step changes is stored at once, so that any node shows the next.
/// </summary>
internal static class ImportsEndpoints
{
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int PageSize = 50;

    /// <summary>What a form with a file has beside it: the token, names, boundaries.</summary>
    private const int UploadOverhead = 64 * 1024;

    public static void MapImportPages(this IEndpointRouteBuilder pages)
    {
        var uploads = new FormLimits(
            Fields: 4,
            FieldLength: 2000,
            UploadOverhead,
            pages.ServiceProvider.GetRequiredService<LeadgateSettings>().Imports.MaxBytes
        )
        {
            StreamsFile = true,
        };
        var agents = pages.MapGroup("").RequireAuthorization(StaffPolicies.Agent);
        agents.MapGet(ConsoleRoutes.Imports, ShowAllAsync);
        agents.MapGet(ImportLinks.New, ShowNew);
        agents.MapPost(ImportLinks.New, UploadAsync).WithFormLimits(uploads).AnswersRefusedForm();
        agents.MapGet(
            ImportLinks.TemplateInEnglish,
            (HttpContext http, ListCatalogCache lists) => GetTemplateAsync(http, lists, arabic: false)
        );
        agents.MapGet(
            ImportLinks.TemplateInArabic,
            (HttpContext http, ListCatalogCache lists) => GetTemplateAsync(http, lists, arabic: true)
        );
        agents.MapGet(ImportLinks.OneRoute, ShowResultAsync);
        agents.MapImportColumns();
        agents.MapImportCheck();
        agents.MapGet(ImportLinks.FailedRoute, GetFailedRowsAsync).AddEndpointFilter(new ReadConcurrencyFilter());
        agents.MapGet(ImportLinks.CancelRoute, ShowCancelAsync);
        agents.MapPost(ImportLinks.CancelRoute, CancelAsync);
    }

    private static async Task<PageResult> ShowAllAsync(HttpContext http, LeadImports imports)
    {
        var found = await imports.FindLastAsync(
            ReadNumber(http, ImportLinks.BeforeParameter),
            PageSize + 1,
            GetAccess(http),
            http.RequestAborted
        );
        var view = new ImportsView([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Import.Id : null);
        return PageResult.For<ImportsPage>(ShellTexts.Imports, view) with { IsWide = true };
    }

    private static PageResult ShowNew(LeadgateSettings settings) => ShowForm(settings, FormErrors.None, StatusCodes.Status200OK);

    private static PageResult ShowForm(LeadgateSettings settings, FormErrors errors, int status) =>
        PageResult.For<NewImportPage>(ImportsTexts.New, new NewImportView(settings.Imports, errors), status) with
        {
            HasErrors = errors.Any,
        };

    private static async Task<IResult> GetTemplateAsync(HttpContext http, ListCatalogCache lists, bool arabic)
    {
        using var workbook = new MemoryStream();
        await TemplateWorkbook.WriteAsync(workbook, lists.Catalog, arabic, http.RequestAborted);
        return Results.File(workbook.ToArray(), WorkbookType, arabic ? "leads-ar.xlsx" : "leads-en.xlsx");
    }

    /// <summary>The form has been read up to the file, and its token is valid; the file is stored while it arrives.</summary>
    private static async Task<IResult> UploadAsync(HttpContext http, LeadImports imports, LeadgateSettings settings)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return ShowForm(settings, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (form.Upload is not { Name.Length: > 0 } upload)
            return Refuse(ImportsTexts.NoFile, StatusCodes.Status422UnprocessableEntity);
        ImportOutcome outcome;
        try
        {
            var file = new UploadedFile(upload.Body, upload.Name, FileChoices.None);
            outcome = await imports.UploadAsync(file, GetCaller(http), http.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            outcome = new ImportOutcome.TooLarge(settings.Imports.MaxBytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or BodyDecodingException)
        {
            return Refuse(ImportsTexts.Incomplete, StatusCodes.Status400BadRequest);
        }

        return outcome switch
        {
            ImportOutcome.Done(var details) => new Redirect(ImportLinks.Columns(details.Import.Id)),
            ImportOutcome.Unreadable({ } problem) => Refuse(
                ImportsTexts.AtLine(problem.Reason, problem.Line),
                StatusCodes.Status422UnprocessableEntity
            ),
            ImportOutcome.TooLarge(var most) => Refuse(ImportsTexts.TooLarge(most), StatusCodes.Status413PayloadTooLarge),
            ImportOutcome.Overloaded => Refuse(ImportsTexts.Busy, StatusCodes.Status503ServiceUnavailable),
            _ => await ForbiddenForm.AnswerAsync(http),
        };

        PageResult Refuse(BilingualText reason, int status) => ShowForm(settings, new((NewImportView.FileField, reason)), status);
    }

    private static async Task<IResult> GetFailedRowsAsync(long id, string format, HttpContext http, FailedRows failed)
    {
        if (!Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var chosen) || chosen == ExportFormat.Ndjson)
            return NotFound;
        return await failed.FindAsync(id, GetAccess(http), http.RequestAborted) is { } file
            ? FailedRows.CreateResult(id, file, new ExportOptions(chosen))
            : NotFound;
    }

    private static async Task<IResult> ShowResultAsync(long id, HttpContext http, LeadImports imports)
    {
        if (await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is not { } details)
            return NotFound;
        if (ImportStatus.IsInProgress(details.Import.Status))
            http.Response.Headers["Refresh"] = RefreshSeconds;
        return PageResult.For<ImportPage>(ImportsTexts.Title(id), details) with { HasErrors = details.Problem is not null };
    }

    private static async Task<IResult> ShowCancelAsync(long id, HttpContext http, LeadImports imports) =>
        await imports.FindAsync(id, GetAccess(http), http.RequestAborted) switch
        {
            null => NotFound,
            { } details when ImportStatus.HasEnded(details.Import.Status) => new Redirect(ImportLinks.One(id)),
            { } details => PageResult.For<CancelImportPage>(ImportsTexts.Title(id), details),
        };

    private static async Task<IResult> CancelAsync(long id, HttpContext http, LeadImports imports)
    {
        if (!http.GetForm().IsConfirmed)
            return new Redirect(ImportLinks.Cancel(id));
        var outcome = await imports.CancelAsync(id, GetCaller(http), http.RequestAborted);
        if (outcome is ImportOutcome.Done { Details.Import.Status: ImportStatus.Cancelled })
            NoticeCookie.Set(http, ImportsTexts.CancelledNotice);
        return await ToStepAsync(id, outcome, http, imports);
    }
}
