using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;
using Leadgate.Storage.Imports;
using static Leadgate.Server.Console.Imports.ImportResponses;

namespace Leadgate.Server.Console.Imports;

/// <summary>The step that checks all rows: wrong values are replaced and rows corrected before anything is stored.</summary>
internal static class ImportCheckEndpoints
{
    private static readonly FormLimits ReplacementLimits = new(
        Fields: (4 * ImportCheckView.MaxReplaced) + 10,
        FieldLength: 2000,
        Bytes: 512 * 1024
    );

    /// <summary>All fields of a lead and of some vehicles.</summary>
    private static readonly FormLimits RowLimits = new(Fields: 400, FieldLength: 20_000, Bytes: 1024 * 1024);

    public static void MapImportCheck(this IEndpointRouteBuilder agents)
    {
        agents.MapGet(ImportLinks.CheckRoute, ShowCheckAsync).AddEndpointFilter(new ReadConcurrencyFilter());
        agents.MapPost(ImportLinks.CheckRoute, CheckAsync);
        agents
            .MapPost(ImportLinks.ReplaceRoute, ReplaceAsync)
            .WithFormLimits(ReplacementLimits)
            .KeepsForm()
            .ShowsForbidden(DescribeReplacements);
        agents
            .MapPost(ImportLinks.RowRoute, EditRowAsync)
            .WithFormLimits(RowLimits)
            .KeepsForm()
            .ShowsForbidden((http, form) => DescribeCells(http, ReadTyped(form)))
            .AddEndpointFilter(new ReadConcurrencyFilter());
        agents.MapPost(ImportLinks.StartRoute, StartAsync);
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
        var from = ReadFrom(http);
        var wrongRows =
            details.Import.Status == ImportStatus.Checked && details.Import.Counts.WithErrors > 0 && details.Findings.Count > 0
                ? await preview.FindWrongRowsAsync(details, from, GetAccess(http), http.RequestAborted)
                : null;
        return new ImportCheckView(details, wrongRows, from, lists.Catalog);
    }

    /// <summary>
    /// The row from which wrong rows are shown. A form has it as a field, because the query is lost when the form comes back after sign-in.
    /// </summary>
    private static long ReadFrom(HttpContext http)
    {
        var sent = http.Features.Get<StaffForm>()?.Get(ImportLinks.FromParameter);
        var text = string.IsNullOrEmpty(sent) ? http.Request.Query[ImportLinks.FromParameter].ToString() : sent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0;
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
            Typed = form.Names.ToDictionary(name => name, form.Get),
            TypedRow = row,
        };
        view = view with
        {
            Errors = view.Renumber(errors),
            Lost = DescribeCells(http, ReadTyped(form).Where(cell => !view.HasInput(cell.Key))),
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
            return await ForbiddenForm.AnswerAsync(http);
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

        // Before the form is shown again, which would give its cells to the row that has this number now.
        if (form.Get(ImportCheckView.FormatField) != ImportCheckView.DescribeFormat(details.Description!))
            return await ShowCheckAgainAsync(details, http, preview, lists, new(("", ImportsTexts.Stale)));
        if (form.IsRefused)
            return await ShowCheckAgainAsync(details, http, preview, lists, new(("", StaffTexts.FormExpired)), row);
        var values = ReadTyped(form);
        if (values.Count == 0)
            return new Redirect(ImportLinks.WrongRows(id, ReadFrom(http)));
        var (edited, refusal) = await edits.EditAsync(id, row, values, GetCaller(http), http.RequestAborted);
        switch (refusal)
        {
            case null:
                NoticeCookie.Set(
                    http,
                    edited!.Cells.Count == 0 ? ImportsTexts.RowIsValid(edited.Line) : ImportsTexts.RowHasErrors(edited.Line)
                );
                return new Redirect(ImportLinks.WrongRows(id, ReadFrom(http)));
            case ImportOutcome.Invalid(var reason, _):
                return await ShowCheckAgainAsync(details, http, preview, lists, new(("", reason)), row);
            default:
                return await ToStepAsync(id, refusal, http, imports);
        }
    }

    /// <summary>The cells that have another text than they were shown with: the others stay open to replacements.</summary>
    private static Dictionary<string, string?> ReadTyped(StaffForm form) =>
        form
            .Names.Where(name => name.StartsWith(ImportCheckView.CellPrefix, StringComparison.Ordinal))
            .Select(name => (Path: name[ImportCheckView.CellPrefix.Length..], Text: (string?)LeadFormText.NormalizeLines(form.Get(name))))
            .Where(cell => cell.Text != LeadFormText.NormalizeLines(form.Get(ImportCheckView.ShownPrefix + cell.Path)))
            .ToDictionary(cell => cell.Path, cell => cell.Text);

    private static IReadOnlyList<TypedText> DescribeReplacements(HttpContext http, StaffForm form)
    {
        var arabic = StaffLanguage.IsArabic(http.Request);
        return
        [
            .. ReadReplacements(form)
                .Select(one => new TypedText($"{LeadTitles.Field(one.Rule.Field).In(arabic)}: {one.Rule.From}", one.Rule.To)),
        ];
    }

    private static IReadOnlyList<TypedText> DescribeCells(HttpContext http, IEnumerable<KeyValuePair<string, string?>> cells)
    {
        var arabic = StaffLanguage.IsArabic(http.Request);
        return
        [
            .. cells.Select(cell => new TypedText(
                LeadPageModels.FindTitle(cell.Key, arabic),
                string.IsNullOrWhiteSpace(cell.Value) ? LeadPageTexts.Nothing.In(arabic) : cell.Value
            )),
        ];
    }

    private static Task<IResult> CheckAsync(long id, HttpContext http, LeadImports imports) =>
        BeginAsync(id, http, imports, imports.CheckAsync);

    private static Task<IResult> StartAsync(long id, HttpContext http, LeadImports imports) =>
        BeginAsync(id, http, imports, imports.StartAsync);
}
