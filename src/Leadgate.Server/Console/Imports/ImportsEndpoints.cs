using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Xlsx;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>
/// Imports files step by step: file, columns, check, result. What a step changes is stored at once, so that any node shows the next.
/// </summary>
internal static class ImportsEndpoints
{
    /// <summary>A tab as forms have it, because browsers may trim it.</summary>
    public const string TabWord = "tab";

    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int PageSize = 50;

    /// <summary>Progress is saved several times a second.</summary>
    private const string RefreshSeconds = "1";

    /// <summary>What a form with a file has beside it: the token, names, boundaries.</summary>
    private const int UploadOverhead = 64 * 1024;

    private static readonly FormLimits ColumnLimits = new(
        Fields: ImportColumnsView.MaxColumns + 100,
        FieldLength: 10_000,
        Bytes: 512 * 1024
    );

    private static readonly FormLimits ReplacementLimits = new(
        Fields: (4 * ImportCheckView.MaxReplaced) + 10,
        FieldLength: 2000,
        Bytes: 512 * 1024
    );

    /// <summary>All fields of a lead and of some vehicles.</summary>
    private static readonly FormLimits RowLimits = new(Fields: 200, FieldLength: 20_000, Bytes: 512 * 1024);

    private static PageResult NotFound => PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound);

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
        agents.MapGet(ImportLinks.ColumnsRoute, ShowColumnsAsync);
        agents.MapPost(ImportLinks.ColumnsRoute, ChooseColumnsAsync).WithFormLimits(ColumnLimits);
        agents.MapPost(ImportLinks.FormatRoute, ChooseFormatAsync);
        agents.MapGet(ImportLinks.CheckRoute, ShowCheckAsync);
        agents.MapPost(ImportLinks.CheckRoute, CheckAsync);
        agents.MapPost(ImportLinks.ReplaceRoute, ReplaceAsync).WithFormLimits(ReplacementLimits).KeepsForm();
        agents.MapPost(ImportLinks.RowRoute, EditRowAsync).WithFormLimits(RowLimits).KeepsForm();
        agents.MapPost(ImportLinks.StartRoute, StartAsync);
        agents.MapGet(ImportLinks.FailedRoute, GetFailedRowsAsync).AddEndpointFilter<ReadConcurrencyFilter>();
        agents.MapGet(ImportLinks.CancelRoute, ShowCancelAsync);
        agents.MapPost(ImportLinks.CancelRoute, CancelAsync);
    }

    /// <summary>What stands between values, as the form has it.</summary>
    public static string WriteDelimiter(char delimiter) => delimiter == '\t' ? TabWord : delimiter.ToString();

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
            _ => AccessDenied,
        };

        PageResult Refuse(BilingualText reason, int status) => ShowForm(settings, new((NewImportView.FileField, reason)), status);
    }

    private static async Task<IResult> ShowColumnsAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ListCatalogCache lists
    ) =>
        await imports.FindAsync(id, GetAccess(http), http.RequestAborted) switch
        {
            null => NotFound,
            { Description: not null } details when ImportStatus.IsOpen(details.Import.Status) => ShowColumns(
                details,
                preview,
                lists,
                FormErrors.None,
                StatusCodes.Status200OK,
                http.RequestAborted
            ),
            { } details => new Redirect(ToCurrent(details)),
        };

    private static async Task<IResult> ChooseColumnsAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ListCatalogCache lists
    )
    {
        var form = http.GetForm();
        if (await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is not { } details)
            return NotFound;
        if (details.Description is null || !ImportStatus.IsOpen(details.Import.Status))
            return new Redirect(ToCurrent(details));

        // The columns are named by their index: those of another sheet would get the targets of these.
        if (form.Get(ImportColumnsView.HeadersField) != (LeadImports.DigestHeaders(details.Description) ?? ""))
            return Show(details, ImportsTexts.Stale, StatusCodes.Status409Conflict);
        var outcome = await imports.ChangeAsync(id, ReadColumns(form, details), GetCaller(http), http.RequestAborted);
        switch (outcome)
        {
            case ImportOutcome.Done(var changed) when changed.Description?.Problem is not null:
                return ShowColumns(changed, preview, lists, FormErrors.None, StatusCodes.Status422UnprocessableEntity, http.RequestAborted);
            case ImportOutcome.Done when form.Get(ImportColumnsView.DoField) == ImportColumnsView.Check:
                return await BeginAsync(id, http, imports, imports.CheckAsync);
            case ImportOutcome.Done:
                NoticeCookie.Set(http, ImportsTexts.Saved);
                return new Redirect(ImportLinks.Columns(id));
            case ImportOutcome.Invalid(var reason, _):
                return Show(details, reason, StatusCodes.Status422UnprocessableEntity);
            default:
                return await ToStepAsync(id, outcome, http, imports);
        }

        PageResult Show(ImportDetails shown, BilingualText reason, int status) =>
            ShowColumns(shown, preview, lists, new(("", reason)), status, http.RequestAborted);
    }

    private static async Task<IResult> ChooseFormatAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ListCatalogCache lists
    )
    {
        var form = http.GetForm();
        if (await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is not { } details)
            return NotFound;
        if (details.Description is not { } description || !ImportStatus.IsOpen(details.Import.Status))
            return new Redirect(ToCurrent(details));
        var change = ReadFormat(form, description);
        if (change.Format.Count == 0)
            return new Redirect(ImportLinks.Columns(id));
        var outcome = await imports.ChangeAsync(id, change, GetCaller(http), http.RequestAborted);
        return outcome is ImportOutcome.Invalid(var reason, _)
            ? ShowColumns(details, preview, lists, new(("", reason)), StatusCodes.Status422UnprocessableEntity, http.RequestAborted)
            : await ToStepAsync(id, outcome, http, imports);
    }

    private static async Task<IResult> GetFailedRowsAsync(long id, string format, HttpContext http, FailedRows failed)
    {
        if (!Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var chosen) || chosen == ExportFormat.Ndjson)
            return NotFound;
        return await failed.FindAsync(id, GetAccess(http), http.RequestAborted) is { } file
            ? FailedRows.CreateResult(id, file, new ExportOptions(chosen))
            : NotFound;
    }

    private static async Task<IResult> ShowCheckAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ListCatalogCache lists
    )
    {
        if (await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is not { } details)
            return NotFound;
        var status = details.Import.Status;
        if (details.Description is null || status is not (ImportStatus.Ready or ImportStatus.Checking or ImportStatus.Checked))
            return new Redirect(ImportLinks.One(id));
        if (status == ImportStatus.Checking)
            http.Response.Headers["Refresh"] = RefreshSeconds;
        var view = await CreateCheckAsync(details, http, preview, lists);
        return ShowCheck(view, StatusCodes.Status200OK);
    }

    private static async Task<ImportCheckView> CreateCheckAsync(
        ImportDetails details,
        HttpContext http,
        ImportPreview preview,
        ListCatalogCache lists
    )
    {
        var from = ReadNumber(http, ImportLinks.FromParameter) ?? 0;
        var wrongRows =
            details.Import.Status == ImportStatus.Checked && details.Import.Counts.WithErrors > 0 && details.Findings.Count > 0
                ? await preview.FindWrongRowsAsync(details, from, GetAccess(http), http.RequestAborted)
                : null;
        return new ImportCheckView(details, wrongRows, from, lists.Catalog);
    }

    private static PageResult ShowCheck(ImportCheckView view, int status) =>
        PageResult.For<ImportCheckPage>(ImportsTexts.Title(view.Details.Import.Id), view, status) with
        {
            IsWide = true,
            HasErrors = view.Details.Problem is not null || view.Errors.Any,
        };

    /// <summary>The form as it was sent, with what is wrong.</summary>
    private static async Task<PageResult> ShowCheckAgainAsync(
        ImportDetails details,
        HttpContext http,
        ImportPreview preview,
        ListCatalogCache lists,
        FormErrors errors,
        long? row = null
    )
    {
        var form = http.GetForm();
        var view = await CreateCheckAsync(details, http, preview, lists) with
        {
            Errors = errors,
            Typed = form.Names.ToDictionary(name => name, form.Get),
            TypedRow = row,
        };
        return ShowCheck(view, form.IsRefused ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The import of a form of its check; otherwise what to answer.</summary>
    private static async Task<(ImportDetails? Details, IResult? Answer)> FindCheckedAsync(
        long id,
        string field,
        HttpContext http,
        LeadImports imports
    )
    {
        var form = http.GetForm();
        if (form.IsRefused && (!form.Has(field) || http.Request.Headers["Sec-Fetch-Site"] != "same-origin"))
            return (null, PageResult.FormExpired);
        if (await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is not { } details)
            return (null, NotFound);
        return details.Description is null || !ImportStatus.IsOpen(details.Import.Status)
            ? (null, new Redirect(ToCurrent(details)))
            : (details, null);
    }

    /// <summary>Reads wrong values as others in all rows, or remembers them as names of items, and checks all rows again.</summary>
    private static async Task<IResult> ReplaceAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ListCatalogCache lists,
        ValueAliases aliases
    )
    {
        var (form, expected) = (http.GetForm(), ImportCheckView.FieldPrefix + "0");
        var removed = form.Get(ImportCheckView.RemoveField);
        var (found, answer) = await FindCheckedAsync(id, removed.Length > 0 ? ImportCheckView.RemoveField : expected, http, imports);
        if (found is not { } details)
            return answer!;
        if (form.IsRefused)
            return await ShowAsync(new(("", StaffTexts.FormExpired)));
        var rules = details.Choices.File.Replacements.Where(rule => $"{rule.Field}:{rule.From}" != removed).ToList();
        var chosen = removed.Length > 0 ? [] : ReadReplacements(form);
        if (removed.Length == 0 && chosen.Count == 0)
            return await ShowAsync(new(("", ImportsTexts.NothingChosen)));
        if (chosen.Exists(one => one.IsAlias) && !http.GetStaffActor().Scopes.Allow(Scopes.ListsWrite))
            return AccessDenied;
        List<(string, BilingualText)> errors = [];
        List<(LeadField Field, ListItem Item, string Value)> names = [];
        foreach (var (name, rule, isAlias) in chosen)
        {
            ListItem? item = null;
            var wrong = imports.CheckReplacement(rule)?.Reason;
            if (wrong is null && isAlias && ImportCheckView.FindListField(rule.Field) is { } field)
            {
                wrong = aliases.Find(field, rule.From, LeadMembers.WriteText(rule.To), out item);
                if (wrong is null && item is not null)
                    names.Add((field, item, rule.From));
            }

            if (wrong is not null)
                errors.Add((name, wrong));
            else if (item is null)
                rules.Add(rule);
        }

        if (errors.Count > 0)
            return await ShowAsync(new([.. errors]));
        foreach (var (field, item, value) in names)
        {
            if (await aliases.AddAsync(field, item, value, http.GetStaffActor(), http.RequestAborted) is { } notAdded)
                return await ShowAsync(new(("", notAdded)));
        }

        if (rules.SequenceEqual(details.Choices.File.Replacements))
            return await BeginAsync(id, http, imports, imports.CheckAsync);
        return await imports.ChangeAsync(id, new ImportChange { Replacements = rules }, GetCaller(http), http.RequestAborted) switch
        {
            ImportOutcome.Done => await BeginAsync(id, http, imports, imports.CheckAsync),
            ImportOutcome.Invalid(var reason, _) => await ShowAsync(new(("", reason))),
            var outcome => await ToStepAsync(id, outcome, http, imports),
        };

        async Task<IResult> ShowAsync(FormErrors wrong) => await ShowCheckAgainAsync(details, http, preview, lists, wrong);
    }

    /// <summary>What was chosen for wrong values, by the name of the field of the form.</summary>
    private static List<(string Name, ValueRule Rule, bool IsAlias)> ReadReplacements(StaffForm form) =>
        [
            .. form
                .Names.Where(name =>
                    name.StartsWith(ImportCheckView.ToPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(form.Get(name))
                )
                .Select(name =>
                {
                    var number = name[ImportCheckView.ToPrefix.Length..];
                    return (
                        name,
                        new ValueRule(
                            form.Get(ImportCheckView.FieldPrefix + number),
                            form.Get(ImportCheckView.ValuePrefix + number),
                            form.Get(name).Trim()
                        ),
                        form.Has(ImportCheckView.AliasPrefix + number)
                    );
                }),
        ];

    /// <summary>Corrects cells of a row. It is saved as it was typed, also if it still has errors.</summary>
    private static async Task<IResult> EditRowAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        ImportPreview preview,
        ImportEdits edits,
        ListCatalogCache lists
    )
    {
        var form = http.GetForm();
        var (found, answer) = await FindCheckedAsync(id, ImportCheckView.RowField, http, imports);
        if (found is not { } details)
            return answer!;
        if (!long.TryParse(form.Get(ImportCheckView.RowField), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            return NotFound;
        if (form.IsRefused)
            return await ShowCheckAgainAsync(details, http, preview, lists, new(("", StaffTexts.FormExpired)), row);
        var values = form
            .Names.Where(name => name.StartsWith(ImportCheckView.CellPrefix, StringComparison.Ordinal))
            .ToDictionary(name => name[ImportCheckView.CellPrefix.Length..], name => (string?)LeadFormText.NormalizeLines(form.Get(name)));
        var (edited, refusal) = await edits.EditAsync(id, row, values, GetCaller(http), http.RequestAborted);
        switch (refusal)
        {
            case null:
                NoticeCookie.Set(
                    http,
                    edited!.Cells.Count == 0 ? ImportsTexts.RowIsValid(edited.Line) : ImportsTexts.RowHasErrors(edited.Line)
                );
                return new Redirect(ImportLinks.WrongRows(id, ReadNumber(http, ImportLinks.FromParameter) ?? 0));
            case ImportOutcome.Invalid(var reason, _):
                return await ShowCheckAgainAsync(details, http, preview, lists, new(("", reason)), row);
            default:
                return await ToStepAsync(id, refusal, http, imports);
        }
    }

    private static Task<IResult> CheckAsync(long id, HttpContext http, LeadImports imports) =>
        BeginAsync(id, http, imports, imports.CheckAsync);

    private static Task<IResult> StartAsync(long id, HttpContext http, LeadImports imports) =>
        BeginAsync(id, http, imports, imports.StartAsync);

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

    /// <summary>Whoever sends the form twice, or after somebody else, sees how far the import is.</summary>
    private static async Task<IResult> BeginAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        Func<long, ImportCaller, CancellationToken, Task<ImportOutcome>> beginAsync
    ) => await ToStepAsync(id, await beginAsync(id, GetCaller(http), http.RequestAborted), http, imports);

    private static async Task<IResult> ToStepAsync(long id, ImportOutcome outcome, HttpContext http, LeadImports imports) =>
        outcome switch
        {
            ImportOutcome.Done(var details) => new Redirect(ToCurrent(details)),
            ImportOutcome.NotFound => NotFound,
            ImportOutcome.Forbidden => AccessDenied,
            _ => await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is { } current
                ? new Redirect(ToCurrent(current))
                : NotFound,
        };

    /// <summary>An open import whose description was erased has no columns to choose.</summary>
    private static string ToCurrent(ImportDetails details) =>
        details.Description is null ? ImportLinks.One(details.Import.Id) : ImportLinks.Current(details.Import);

    private static PageResult ShowColumns(
        ImportDetails details,
        ImportPreview preview,
        ListCatalogCache lists,
        FormErrors errors,
        int status,
        CancellationToken cancellation
    ) =>
        PageResult.For<ImportColumnsPage>(
            ImportsTexts.Title(details.Import.Id),
            new ImportColumnsView(details, lists.Catalog, preview.FindEncodings(details, cancellation), errors),
            status
        ) with
        {
            IsWide = true,
            HasErrors = errors.Any || details.Description!.Problem is not null,
        };

    /// <summary>Only what is different is a choice: a column that was recognized stays recognized.</summary>
    private static ImportChange ReadColumns(StaffForm form, ImportDetails details)
    {
        var columns = new Dictionary<int, string?>();
        foreach (var column in details.Description!.Columns)
        {
            var name = ImportColumnsView.ColumnPrefix + column.Index.ToString(CultureInfo.InvariantCulture);
            if (!form.Has(name))
                continue;
            var target = form.Get(name) is ImportColumnsView.LeftOut ? null : form.Get(name);
            if (target != column.Target)
                columns[column.Index] = target;
        }

        var constants = new Dictionary<string, string?>();
        foreach (var name in form.Names.Where(name => name.StartsWith(ImportColumnsView.ConstantPrefix, StringComparison.Ordinal)))
        {
            var field = name[ImportColumnsView.ConstantPrefix.Length..];
            var value = form.Get(name).Trim();
            if (value != details.Choices.File.Constants.GetValueOrDefault(field, ""))
                constants[field] = value;
        }

        return new ImportChange
        {
            Columns = columns,
            Constants = constants,
            Remembers = form.Has(ImportColumnsView.RememberField),
        };
    }

    private static ImportChange ReadFormat(StaffForm form, FileDescription description)
    {
        var format = new Dictionary<string, string?>();
        Add(ImportColumnsView.EncodingField, ImportChange.Encoding, description.Encoding);
        Add(
            ImportColumnsView.DelimiterField,
            ImportChange.Delimiter,
            description.Delimiter is { } delimiter ? WriteDelimiter(delimiter) : null
        );
        Add(ImportColumnsView.SheetField, ImportChange.Sheet, description.Sheet);
        Add(ImportColumnsView.HeaderRowField, ImportChange.HeaderRow, description.HeaderRow?.ToString(CultureInfo.InvariantCulture));
        return new ImportChange { Format = format, ResetsColumns = format.Keys.Any(name => name != ImportChange.Encoding) };

        void Add(string field, string name, string? current)
        {
            var typed = form.Get(field).Trim();
            if (current is not null && typed.Length > 0 && typed != current)
                format[name] = name == ImportChange.Delimiter && typed == TabWord ? "\t" : typed;
        }
    }

    private static PageResult AccessDenied { get; } =
        PageResult.Notice(StaffTexts.AccessDeniedTitle, StaffTexts.AccessDenied, StatusCodes.Status403Forbidden);

    private static long? ReadNumber(HttpContext http, string name) =>
        long.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static LeadAccess GetAccess(HttpContext http) => LeadAccess.For(http.GetStaffMember(), http.ClientAddress());

    private static ImportCaller GetCaller(HttpContext http) => ImportCaller.For(http.GetStaffMember(), http.ClientAddress());
}
