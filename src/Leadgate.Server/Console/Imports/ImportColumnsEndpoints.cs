using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Imports;
using Leadgate.Server.Lists;
using Leadgate.Storage.Imports;
using static Leadgate.Server.Console.Imports.ImportResponses;

namespace Leadgate.Server.Console.Imports;

/// <summary>The step in which columns become fields, and the way that the file is read is chosen.</summary>
internal static class ImportColumnsEndpoints
{
    /// <summary>A tab as forms have it, because browsers may trim it.</summary>
    public const string TabWord = "tab";

    private static readonly FormLimits ColumnLimits = new(
        Fields: ImportColumnsView.MaxColumns + 100,
        FieldLength: 10_000,
        Bytes: 512 * 1024
    );

    public static void MapImportColumns(this IEndpointRouteBuilder agents)
    {
        agents.MapGet(ImportLinks.ColumnsRoute, ShowColumnsAsync);
        agents.MapPost(ImportLinks.ColumnsRoute, ChooseColumnsAsync).WithFormLimits(ColumnLimits).ShowsForbidden(DescribeConstants);
        agents.MapPost(ImportLinks.FormatRoute, ChooseFormatAsync);
    }

    /// <summary>What stands between values, as the form has it.</summary>
    public static string WriteDelimiter(char delimiter) => delimiter == '\t' ? TabWord : delimiter.ToString();

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

    /// <summary>The values for all rows, items in the language of the page: the form has what the rows get, which is English.</summary>
    private static IReadOnlyList<TypedText> DescribeConstants(HttpContext http, StaffForm form)
    {
        var arabic = StaffLanguage.IsArabic(http.Request);
        var catalog = http.RequestServices.GetRequiredService<ListCatalogCache>().Catalog;
        return
        [
            .. from field in LeadFields.All
            let typed = form.Get(ImportColumnsView.ConstantPrefix + field.Name)
            where !string.IsNullOrWhiteSpace(typed)
            let item = field.List is null ? null : catalog[field.List].Active.FirstOrDefault(one => one.Label == typed)
            select new TypedText(arabic ? field.TitleAr : field.Title, item?.GetLabel(arabic) ?? typed),
        ];
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
}
