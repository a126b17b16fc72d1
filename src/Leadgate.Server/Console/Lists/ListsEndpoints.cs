using System.Diagnostics;
using System.Globalization;
using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;
using Leadgate.Storage;

namespace Leadgate.Server.Console.Lists;

/// <summary>The pages of the reference lists. Everybody reads them; administrators change them and see first what that will do.</summary>
internal static class ListsEndpoints
{
    private const string One = ConsoleRoutes.Lists + "/{list}";
    private const string Item = One + "/{value:int}";

    /// <summary>As over the API.</summary>
    private const int MaxFileBytes = 4 * 1024 * 1024;

    private static readonly FormLimits ItemLimits = FormLimits.Small with { Fields = 16, FieldLength = 40_000, Bytes = 512 * 1024 };

    /// <summary>A letter of Arabic takes six bytes in a form.</summary>
    private static readonly FormLimits ImportLimits = new(8, MaxFileBytes, 3 * MaxFileBytes, MaxFileBytes);

    public static void MapListPages(this IEndpointRouteBuilder pages)
    {
        var readers = pages.MapGroup("").RequireAuthorization(StaffPolicies.Viewer);
        readers.MapGet(ConsoleRoutes.Lists, ShowAllAsync);
        readers.MapGet(One, ShowListAsync);
        readers.MapGet(Item, ShowItemAsync);
        readers.MapGet(One + "/export", ExportAsync);
        var writers = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        writers.MapGet(One + "/new", ShowNewAsync);
        writers.MapPost(One + "/new", AddAsync).WithFormLimits(ItemLimits).KeepsForm().ShowsForbidden(ItemForm.Describe);
        writers.MapPost(Item, ChangeAsync).WithFormLimits(ItemLimits).KeepsForm().ShowsForbidden(ItemForm.Describe);
        writers.MapPost(Item + "/position", MoveAsync).ShowsForbidden(new ForbiddenField(ItemView.PositionField, ListsTexts.Position));
        writers.MapGet(One + "/import", ShowImportOfList);
        writers.MapPost(One + "/import", ImportAsync).WithFormLimits(ImportLimits).AnswersRefusedForm();
    }

    public static string GetLink(ListDefinition list) => $"{ConsoleRoutes.Lists}/{list.Name}";

    public static string GetLink(ListDefinition list, int value) => string.Create(CultureInfo.InvariantCulture, $"{GetLink(list)}/{value}");

    private static async Task<IResult> ShowAllAsync(HttpContext http, ListCatalogCache lists) =>
        PageResult.For<ListsPage>(ShellTexts.Lists, await ReadAsync(http, lists));

    private static async Task<IResult> ShowListAsync(HttpContext http, string list, ListCatalogCache lists, ListUsageQueries usage)
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return NotFound;
        var catalog = await ReadAsync(http, lists);
        var query = http.Request.Query;
        var search = query[ListView.SearchParameter] is [{ } text, ..] ? text.Trim() : "";
        var showsRetired = query.ContainsKey(ListView.RetiredParameter);
        var parent = query[ListView.ParentParameter] is [{ } parentText, ..] ? ItemForm.Parse(parentText) : null;
        var from = query[ListView.FromParameter] is [{ } fromText, ..] ? Math.Max(0, ItemForm.Parse(fromText) ?? 0) : 0;
        var found = Find(catalog[definition], search, showsRetired, parent).ToList();
        List<ListItem> shown = [.. found.Skip(from).Take(ListView.PageSize)];
        var view = new ListView(catalog, definition, search, showsRetired, parent, from, found.Count, shown)
        {
            Unlisted = search.Length == 0 && parent is null && from == 0 ? await FindUnlistedAsync(http, definition, usage) : [],
        };
        return PageResult.For<ListPage>(GetTitle(definition), view) with { IsWide = true };
    }

    /// <summary>None if the store does not answer: the list can be shown without them, and they only when that is recorded.</summary>
    private static async Task<IReadOnlyList<UnlistedValue>> FindUnlistedAsync(HttpContext http, ListDefinition list, ListUsageQueries usage)
    {
        try
        {
            var access = LeadAccess.For(http.GetStaffMember(), http.ClientAddress());
            return await usage.FindUnlistedAsync(list, access, http.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            return [];
        }
    }

    /// <summary>By number, and by any text that matches an item, in the spelling of the sender.</summary>
    private static IEnumerable<ListItem> Find(ReferenceList list, string search, bool showsRetired, int? parent)
    {
        var folded = TextFolding.Fold(search);
        var value = ItemForm.Parse(search);
        return list
            .Items.Where(item => showsRetired || item.IsActive)
            .Where(item => parent is null || item.ParentValue == parent)
            .Where(item =>
                folded.Length == 0
                || item.Value == value
                || item.GetMatchTexts().Any(text => TextFolding.Fold(text).Contains(folded, StringComparison.Ordinal))
            );
    }

    private static async Task<IResult> ShowItemAsync(
        HttpContext http,
        string list,
        int value,
        ListCatalogCache lists,
        ListUsageQueries usage
    )
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return NotFound;
        var catalog = await ReadAsync(http, lists);
        if (catalog[definition].Find(value) is not { } item)
            return NotFound;
        var view = new ItemView(catalog, definition, item, ItemForm.From(definition, item), FormErrors.None)
        {
            Usage = await usage.CountAsync(definition, value, http.GetStaffActor(), http.RequestAborted),
        };
        if (http.GetStaffMember().Role < StaffRole.Admin)
            return ShowItem(view);
        var unlisted = await FindUnlistedAsync(http, definition, usage);
        view = view with { SuggestedAliases = [.. unlisted.Where(wrong => wrong.Suggested.Any(suggested => suggested.Value == value))] };
        return ShowItem(http.Request.Query[ItemView.AliasParameter] is [{ } alias, ..] ? AddAlias(view, alias.Trim()) : view);
    }

    /// <summary>Puts a text into the form, for whoever then looks at it and saves it, unless the item has it already.</summary>
    private static ItemView AddAlias(ItemView view, string alias) =>
        alias.Length is > 0 and <= ListItem.MaxTextLength && !alias.Any(char.IsControl) && !HasText(view.Item!, alias)
            ? view with
            {
                AddedAlias = alias,
                Form = view.Form with { Aliases = view.Form.Aliases.Length == 0 ? alias : $"{view.Form.Aliases}\n{alias}" },
            }
            : view;

    private static bool HasText(ListItem item, string text) =>
        item.GetMatchTexts().Select(TextFolding.Fold).Contains(TextFolding.Fold(text), StringComparer.Ordinal);

    private static async Task<IResult> ShowNewAsync(HttpContext http, string list, ListCatalogCache lists) =>
        ReferenceLists.Find(list) is { } definition
            ? ShowItem(new ItemView(await ReadAsync(http, lists), definition, null, new ItemForm(), FormErrors.None))
            : NotFound;

    private static async Task<IResult> AddAsync(HttpContext http, string list, ListCatalogCache lists, ListAdministration administration)
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return http.GetForm().IsRefused ? PageResult.FormExpired : NotFound;
        var (sent, form) = (http.GetForm(), ItemForm.Read(http.GetForm()));
        var view = new ItemView(await ReadAsync(http, lists), definition, null, form, FormErrors.None);
        if (sent.IsRefused)
            return ShowItem(view with { Errors = new(("", StaffTexts.FormExpired)) }, StatusCodes.Status400BadRequest);
        if (FindInvalidNumber(form) is { } invalid)
            return ShowItem(view with { Errors = invalid }, StatusCodes.Status422UnprocessableEntity);
        var value = ItemForm.Parse(form.Value);
        var edit = new ListEdit.Add(value, form.ToItem(value));
        return await EditAsync(http, view, edit, administration, lists, ListsTexts.Added);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        string list,
        int value,
        ListCatalogCache lists,
        ListAdministration administration,
        ListUsageQueries usage
    )
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return http.GetForm().IsRefused ? PageResult.FormExpired : NotFound;
        var (sent, form) = (http.GetForm(), ItemForm.Read(http.GetForm()));
        var catalog = await ReadAsync(http, lists);
        if (catalog[definition].Find(value) is not { } item)
            return sent.IsRefused ? PageResult.FormExpired : NotFound;
        var view = new ItemView(catalog, definition, item, form, FormErrors.None);
        if (sent.IsRefused)
            return ShowItem(view with { Errors = new(("", StaffTexts.FormExpired)) }, StatusCodes.Status400BadRequest);
        if (FindInvalidNumber(form) is { } invalid)
            return ShowItem(view with { Errors = invalid }, StatusCodes.Status422UnprocessableEntity);
        var edit = new ListEdit.Change(form.Fingerprint, form.ToItem(value));
        return await EditAsync(http, view, edit, administration, lists, ListsTexts.Changed) switch
        {
            PageResult { Model: ChangeView change } shown => shown with
            {
                Model = change with { Usage = await usage.CountAsync(definition, value, http.GetStaffActor(), http.RequestAborted) },
            },
            var other => other,
        };
    }

    /// <summary>Shows what an edit will do, and does it once that was confirmed.</summary>
    private static async Task<IResult> EditAsync(
        HttpContext http,
        ItemView view,
        ListEdit edit,
        ListAdministration administration,
        ListCatalogCache lists,
        BilingualText done
    )
    {
        var isConfirmed = http.GetForm().IsConfirmed;
        var outcome = isConfirmed
            ? await administration.ApplyAsync(view.List, edit, http.GetStaffActor(), http.RequestAborted)
            : await administration.PrepareAsync(view.List, edit, http.RequestAborted);
        switch (outcome)
        {
            case EditListOutcome.Valid valid when isConfirmed:
                await lists.RefreshAsync(http.RequestAborted);
                NoticeCookie.Set(http, done);
                return new Redirect(GetLink(view.List, valid.Item.Value));
            case EditListOutcome.Valid { Prepared.Comparison.ChangesNothing: true }:
                return ShowItem(view with { Errors = new(("", ListsTexts.NothingChanges)) }, StatusCodes.Status422UnprocessableEntity);
            case EditListOutcome.Valid valid:
                var value = valid.Item.Value.ToString(CultureInfo.InvariantCulture);
                var fields = (view.Form with { Value = value }).GetFields();
                return ShowChange(new ChangeView(valid.Prepared, view.Link, view.Link, [.. fields]));
            case EditListOutcome.Invalid invalid:
                return ShowItem(view with { Errors = ToErrors(invalid.Findings) }, StatusCodes.Status422UnprocessableEntity);
            case EditListOutcome.ValueTaken(var existing):
                return ShowItem(
                    view with
                    {
                        Errors = new((ItemForm.ValueField, ListsTexts.ValueTaken(existing))),
                    },
                    StatusCodes.Status409Conflict
                );
            case EditListOutcome.Conflict(var current):
                return ShowItem(
                    view with
                    {
                        Item = current,
                        Form = view.Form with { Fingerprint = current.GetFingerprint(view.List) },
                        Errors = new(("", ListsTexts.Conflict)),
                        IsConflict = true,
                    },
                    StatusCodes.Status409Conflict
                );
            case EditListOutcome.NotFound:
                return NotFound;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Shows which place an item gets, and moves it once that was confirmed for the order as it still is.</summary>
    private static async Task<IResult> MoveAsync(
        HttpContext http,
        string list,
        int value,
        ListCatalogCache lists,
        ListAdministration administration
    )
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return NotFound;
        var catalog = await ReadAsync(http, lists);
        if (catalog[definition].Find(value) is not { } item)
            return NotFound;
        var (form, view) = (http.GetForm(), new ItemView(catalog, definition, item, ItemForm.From(definition, item), FormErrors.None));
        if (ItemForm.Parse(form.Get(ItemView.PositionField)) is not (> 0 and var position))
            return Refuse(new((ItemView.PositionField, ListsTexts.InvalidPosition)));
        var edit = new ListEdit.Move(form.Get(ItemView.OrderField), value, position);
        var outcome = form.IsConfirmed
            ? await administration.ApplyAsync(definition, edit, http.GetStaffActor(), http.RequestAborted)
            : await administration.PrepareAsync(definition, edit, http.RequestAborted);
        var isOutdated = false;
        while (outcome is EditListOutcome.OrderConflict(var current))
        {
            (edit, isOutdated) = (edit with { Order = current }, true);
            outcome = await administration.PrepareAsync(definition, edit, http.RequestAborted);
        }

        switch (outcome)
        {
            case EditListOutcome.Valid { Prepared.Comparison.ChangesNothing: true }:
                return Refuse(new((ItemView.PositionField, ListsTexts.NothingChanges)));
            case EditListOutcome.Valid when form.IsConfirmed && !isOutdated:
                await lists.RefreshAsync(http.RequestAborted);
                NoticeCookie.Set(http, ListsTexts.Moved);
                return new Redirect(view.Link);
            case EditListOutcome.Valid valid:
                var place = position.ToString(CultureInfo.InvariantCulture);
                (string, string)[] fields = [(ItemView.PositionField, place), (ItemView.OrderField, edit.Order)];
                return ShowChange(
                    new ChangeView(valid.Prepared, view.MoveLink, view.Link, fields, IsOutdated: isOutdated) { Move = valid.Move }
                );
            case EditListOutcome.Invalid invalid:
                return Refuse(ToErrors(invalid.Findings));
            case EditListOutcome.NotFound:
                return NotFound;
            default:
                throw new UnreachableException();
        }

        PageResult Refuse(FormErrors errors) => ShowItem(view with { Errors = errors }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string list, ListCatalogCache lists)
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return NotFound;
        var file = ListFileFormat.Write(definition, (await ReadAsync(http, lists))[definition].Items);
        return Results.File(Encoding.UTF8.GetBytes(file), "application/json; charset=utf-8", definition.Name + ".json");
    }

    private static PageResult ShowImportOfList(string list) =>
        ReferenceLists.Find(list) is { } definition ? ShowImport(definition, FormErrors.None, StatusCodes.Status200OK) : NotFound;

    private static async Task<IResult> ImportAsync(HttpContext http, string list, ListCatalogCache lists, ListAdministration administration)
    {
        var sent = http.GetForm();
        if (ReferenceLists.Find(list) is not { } definition)
            return sent.IsRefused ? PageResult.FormExpired : NotFound;
        if (sent.IsRefused)
            return ShowImport(definition, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (await ReadFileAsync(sent, http.RequestAborted) is not { Length: > 0 } bytes)
            return Refuse(ListsTexts.NoFile);
        if (ListFileFormat.TryRead(bytes, out var file) is { } error)
            return Refuse(new(error.English, error.Arabic));
        if (ReferenceLists.Find(file!.List) != definition)
            return Refuse(ListsTexts.OtherList);
        switch (await administration.PrepareAsync(file, http.RequestAborted))
        {
            case ImportListOutcome.Invalid invalid:
                return ShowImport(definition, ToErrors(invalid.Findings), StatusCodes.Status422UnprocessableEntity);
            case ImportListOutcome.Valid { Comparison.ChangesNothing: true }:
                return Refuse(ListsTexts.NothingChanges);
            case ImportListOutcome.Valid valid:
                var version = valid.Version.ToString(CultureInfo.InvariantCulture);
                var isSeen = sent.IsConfirmed && sent.Get(ImportView.VersionField) == version;
                if (!isSeen || !await administration.TryApplyAsync(valid, http.GetStaffActor(), http.RequestAborted))
                    return ShowChange(CreateImportView(valid, version, isOutdated: sent.IsConfirmed));
                await lists.RefreshAsync(http.RequestAborted);
                NoticeCookie.Set(http, ListsTexts.Imported);
                return new Redirect(GetLink(definition));
            default:
                throw new UnreachableException();
        }

        PageResult Refuse(BilingualText reason) =>
            ShowImport(definition, new((ImportView.FileField, reason)), StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The file, or its content as it came back with the confirmation.</summary>
    private static async Task<byte[]> ReadFileAsync(StaffForm form, CancellationToken cancellation)
    {
        if (form.Files.GetFile(ImportView.FileField) is not { } file)
            return Encoding.UTF8.GetBytes(form.Get(ImportView.ContentField));
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        return content.ToArray();
    }

    private static ChangeView CreateImportView(ImportListOutcome.Valid valid, string version, bool isOutdated) =>
        new(
            valid,
            GetLink(valid.List) + "/import",
            GetLink(valid.List),
            [(ImportView.ContentField, ListFileFormat.Write(valid.List, valid.Imported)), (ImportView.VersionField, version)],
            IsImport: true,
            isOutdated
        );

    private static PageResult ShowImport(ListDefinition list, FormErrors errors, int status) =>
        PageResult.For<ImportPage>(ListsTexts.ImportTitle(list), new ImportView(list, errors), status) with
        {
            HasErrors = errors.Any,
        };

    private static PageResult ShowItem(ItemView view, int status = StatusCodes.Status200OK) =>
        PageResult.For<ItemPage>(
            view.Item is { } item ? new BilingualText(item.Label, item.LabelAr) : ListsTexts.AddTitle(view.List),
            view,
            status
        ) with
        {
            HasErrors = view.Errors.Any,
        };

    private static PageResult ShowChange(ChangeView view) =>
        PageResult.For<ChangePage>(
            ListsTexts.WhatChanges,
            view,
            view.IsOutdated ? StatusCodes.Status409Conflict : StatusCodes.Status200OK
        ) with
        {
            IsWide = view.IsImport,
            HasErrors = view.IsOutdated,
        };

    /// <summary>What this or another node changed a moment ago is shown at once.</summary>
    private static async Task<ListCatalog> ReadAsync(HttpContext http, ListCatalogCache lists)
    {
        await lists.RefreshAsync(http.RequestAborted);
        return lists.Catalog;
    }

    private static FormErrors? FindInvalidNumber(ItemForm form)
    {
        (string Field, string Text)[] numbers =
        [
            (ItemForm.ValueField, form.Value),
            (ItemForm.ParentField, form.Parent),
            (ItemForm.CityField, form.City),
        ];
        var invalid = numbers.Where(number => number.Text.Trim().Length > 0 && ItemForm.Parse(number.Text) is null).ToList();
        return invalid.Count == 0 ? null : new FormErrors([.. invalid.Select(number => (number.Field, ListsTexts.InvalidNumber))]);
    }

    private static FormErrors ToErrors(IReadOnlyList<ListFinding> findings) =>
        new([.. findings.Where(finding => finding.IsFatal).Select(finding => ("", new BilingualText(finding.Message, finding.MessageAr)))]);

    private static BilingualText GetTitle(ListDefinition list) => new(list.Title, list.TitleAr);

    private static PageResult NotFound { get; } =
        PageResult.Notice(ShellTexts.NotFoundTitle, ListsTexts.NotFound, StatusCodes.Status404NotFound);
}
