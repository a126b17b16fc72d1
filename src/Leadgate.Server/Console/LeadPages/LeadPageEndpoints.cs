using System.Diagnostics;
using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;
using Leadgate.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>The page of one lead, and its form for corrections.</summary>
internal static class LeadPageEndpoints
{
    public const string Lead = ConsoleRoutes.Leads + "/{id:long}";
    public const string Items = ConsoleRoutes.Leads + "/items";
    public const string VersionField = "version";
    public const string ActionField = "do";
    public const string PickField = "pick";

    /// <summary>The prefix of the radio buttons of the conflict page.</summary>
    public const string UsePrefix = "use:";

    /// <summary>The prefix of the inputs for the text of an item, beside long lists.</summary>
    public const string TextPrefix = "text:";

    public const string UseMine = "mine";
    public const string SaveAction = "save";
    public const string NextAction = "next";
    public const string CheckAction = "check";
    public const string ListsAction = "lists";

    private static PageResult NotFound =>
        PageResult.Notice(LeadPageTexts.NotFoundTitle, LeadPageTexts.NotFound, StatusCodes.Status404NotFound);

    public static void MapLeadPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Lead, ShowAsync).RequireAuthorization(StaffPolicies.Viewer);
        pages
            .MapPost(Lead, CorrectAsync)
            .RequireAuthorization(StaffPolicies.Agent)
            .WithFormLimits(FormLimits.Lead)
            .KeepsForm()
            .WithMetadata(new ForbiddenForm(ReadForbiddenAsync));
        pages.MapGet(Items, GetItems).RequireAuthorization(StaffPolicies.Viewer);
    }

    public static string GetPath(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Leads}/{id}");

    private static LeadAccess GetAccess(HttpContext http) => LeadAccess.For(http.GetStaffMember(), http.ClientAddress());

    private static Task<OpenedLead?> OpenAsync(long id, HttpContext http, LeadCorrections corrections) =>
        corrections.OpenAsync(id, GetAccess(http), http.RequestAborted);

    private static async Task<IResult> ShowAsync(long id, HttpContext http, LeadCorrections corrections, ListCatalogCache lists) =>
        await OpenAsync(id, http, corrections) is { } lead
            ? ShowPage(http, lead, lead.Lead.Errors, CreateState(lead, lists.Catalog), null, StatusCodes.Status200OK)
            : await ShowMissingAsync(id, http, corrections);

    private static LeadFormState CreateState(OpenedLead lead, ListCatalog catalog) => new(lead.Source, lead.Lead.Version!.Value, catalog);

    private static async Task<IResult> ShowMissingAsync(long id, HttpContext http, LeadCorrections corrections) =>
        await corrections.IsErasedAsync(id, GetAccess(http), http.RequestAborted) ? ShowErased(id, http, isWhole: true) : NotFound;

    private static PageResult ShowErased(long id, HttpContext http, bool isWhole) =>
        PageResult.For<ErasedLeadPage>(
            isWhole ? LeadPageTexts.ErasedTitle : LeadPageTexts.PartlyErasedTitle,
            new ErasedLeadView(id, isWhole, HadForm: !HttpMethods.IsGet(http.Request.Method), ReadListQuery(http)),
            isWhole ? StatusCodes.Status410Gone : StatusCodes.Status409Conflict
        );

    private static PageResult ShowPage(
        HttpContext http,
        OpenedLead lead,
        IReadOnlyList<Issue> issues,
        LeadFormState state,
        BilingualText? message,
        int status
    )
    {
        var view = LeadPageModels.Create(lead.Lead, issues, state, lead.Revisions, StaffLanguage.IsArabic(http.Request)) with
        {
            MayCorrect = http.GetStaffMember().Role >= Domain.Staff.StaffRole.Agent,
            Message = message,
            IsUnsaved = state.HasChanges,
            ListQuery = ReadListQuery(http),
        };
        return PageResult.For<LeadDetailPage>(LeadPageTexts.Title(view.Id), view, status) with
        {
            HasErrors = issues.Count > 0,
            IsWide = true,
        };
    }

    private static async Task<IResult> CorrectAsync(
        long id,
        HttpContext http,
        LeadCorrections corrections,
        ListCatalogCache lists,
        NextLead next
    )
    {
        var (form, access) = (http.GetForm(), GetAccess(http));
        if (form.IsRefused && (!IsOfThisSite(http) || !form.Has(VersionField)))
            return FormExpired();
        if (await corrections.FindSourceAsync(id, access, http.RequestAborted) is not var (source, stored))
            return await ShowMissingAsync(id, http, corrections);
        var picked = LeadSuggestions.Read(form.Get(PickField).Length == 0 ? "{}" : form.Get(PickField));
        _ = int.TryParse(form.Get(VersionField), CultureInfo.InvariantCulture, out var version);

        // What the form shows of another version is not what was changed in it, also if it is only to be shown again.
        if (version != stored)
            return await ShowConflictAsync(id, http, corrections, version, lists.Catalog, path => FindTyped(form, picked, path));
        var state = new LeadFormState(source, stored, lists.Catalog);
        state.Type(path => FindTyped(form, picked, path));
        if (form.IsRefused)
            return await ShowAgainAsync(id, http, corrections, state);
        var action = picked.Count > 0 ? CheckAction : form.Get(ActionField);
        var isSaving = action is SaveAction or NextAction;
        if (action == ListsAction)
            return await ShowTypedAsync(id, http, corrections, state, null);

        var outcome = await corrections.CorrectAsync(
            id,
            [version],
            state.CreatePatch(),
            new CorrectionOptions(IsDryRun: !isSaving),
            CorrectionCaller.For(http.GetStaffMember(), http.ClientAddress()),
            http.RequestAborted
        );
        switch (outcome)
        {
            case CorrectionOutcome.Corrected corrected when isSaving:
                return await GoOnAsync(http, next, corrected.Lead, action, LeadPageTexts.Saved(id, corrected.Lead.Errors.Count));
            case CorrectionOutcome.Corrected corrected:
                return await ShowTypedAsync(id, http, corrections, state, corrected.Lead.Errors);
            case CorrectionOutcome.Unchanged unchanged when isSaving:
                return await GoOnAsync(http, next, unchanged.Lead, action, LeadPageTexts.Unchanged);
            case CorrectionOutcome.Unchanged unchanged:
                return await ShowTypedAsync(id, http, corrections, state, unchanged.Lead.Errors);
            case CorrectionOutcome.HasErrors errors:
                return await OpenAsync(id, http, corrections) is { } lead
                    ? ShowPage(
                        http,
                        lead,
                        errors.Lead.Errors,
                        state,
                        LeadPageTexts.MustStayValid,
                        isSaving ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK
                    )
                    : await ShowMissingAsync(id, http, corrections);
            case CorrectionOutcome.Conflict:
                return await ShowConflictAsync(id, http, corrections, version, lists.Catalog, path => FindTyped(form, picked, path));
            case CorrectionOutcome.NotFound:
                return await ShowMissingAsync(id, http, corrections);
            case CorrectionOutcome.Forbidden:
                return await ForbiddenForm.AnswerAsync(http);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What a form would change that its sender may not send.</summary>
    private static async Task<IReadOnlyList<TypedText>> ReadForbiddenAsync(HttpContext http, StaffForm form)
    {
        var (corrections, arabic) = (http.RequestServices.GetRequiredService<LeadCorrections>(), StaffLanguage.IsArabic(http.Request));
        if (
            !long.TryParse(http.GetRouteValue("id") as string, CultureInfo.InvariantCulture, out var id)
            || await corrections.FindSourceAsync(id, GetAccess(http), http.RequestAborted) is not var (source, stored)
        )
            return [];
        _ = int.TryParse(form.Get(VersionField), CultureInfo.InvariantCulture, out var version);
        var catalog = http.RequestServices.GetRequiredService<ListCatalogCache>().Catalog;
        if (version == stored)
        {
            var state = new LeadFormState(source, stored, catalog);
            state.Type(Find);
            return LeadPageModels.DescribeChanges(state, arabic);
        }

        if (await OpenAsync(id, http, corrections) is not { } lead || IsErasedSince(version, lead))
            return [];
        var rows = LeadConflict.Create(lead.Lead, version, CreateState(lead, catalog), Find, lead.Revisions, arabic).Rows;
        return
        [
            .. rows.Select(row => new TypedText(row.Title, row.MineShown.Length > 0 ? row.MineShown : LeadPageTexts.Nothing.In(arabic))),
        ];

        string? Find(string path) => FindTyped(form, new Dictionary<string, string>(), path);
    }

    /// <summary>What was typed into a field; null if the form does not have it, or the person chose the stored value.</summary>
    private static string? FindTyped(StaffForm form, IReadOnlyDictionary<string, string> picked, string path) =>
        picked.TryGetValue(path, out var value) ? value
        : form.Has(UsePrefix + path) && form.Get(UsePrefix + path) != UseMine ? null
        : form.Get(TextPrefix + path).Trim() is { Length: > 0 } text ? LeadFormText.FromTyped(text)
        : form.Has(path) ? form.Get(path)
        : null;

    private static PageResult FormExpired() =>
        PageResult.Notice(ShellTexts.FormExpiredTitle, StaffTexts.FormExpired, StatusCodes.Status400BadRequest);

    /// <summary>
    /// Whether a form without a token is of an old page of this site. Nothing of one that another site sent is shown: its owner could
    /// otherwise put words into a form that somebody then saves.
    /// </summary>
    private static bool IsOfThisSite(HttpContext http) => http.Request.Headers["Sec-Fetch-Site"] == "same-origin";

    /// <summary>Shows the form of an old page again with what was typed.</summary>
    private static async Task<IResult> ShowAgainAsync(long id, HttpContext http, LeadCorrections corrections, LeadFormState state) =>
        await OpenAsync(id, http, corrections) is { } lead
            ? ShowPage(http, lead, lead.Lead.Errors, state, LeadPageTexts.FormWasOld, StatusCodes.Status400BadRequest)
            : await ShowMissingAsync(id, http, corrections);

    /// <summary>Shows the form with what was typed and is not saved.</summary>
    /// <param name="issues">The errors of what was typed; null for those of the stored lead.</param>
    private static async Task<IResult> ShowTypedAsync(
        long id,
        HttpContext http,
        LeadCorrections corrections,
        LeadFormState state,
        IReadOnlyList<Issue>? issues
    )
    {
        if (await OpenAsync(id, http, corrections) is not { } lead)
            return await ShowMissingAsync(id, http, corrections);
        var message =
            issues is null ? null
            : issues.Count > 0 ? LeadPageTexts.StillErrors
            : LeadPageTexts.NoErrorsLeft;
        return ShowPage(http, lead, issues ?? lead.Lead.Errors, state, message, StatusCodes.Status200OK);
    }

    /// <summary>
    /// Whether a person was erased from a lead since a version. That makes another one, without a revision. The revisions are read after
    /// the lead, and one may be of a later version.
    /// </summary>
    private static bool IsErasedSince(int version, OpenedLead lead) =>
        version > 0
        && lead.Lead.Version - version
            > lead.Revisions.Count(revision => revision.Version > version && revision.Version <= lead.Lead.Version);

    private static async Task<IResult> ShowConflictAsync(
        long id,
        HttpContext http,
        LeadCorrections corrections,
        int opened,
        ListCatalog catalog,
        Func<string, string?> find
    )
    {
        if (await OpenAsync(id, http, corrections) is not { } lead)
            return await ShowMissingAsync(id, http, corrections);

        if (IsErasedSince(opened, lead))
            return ShowErased(id, http, isWhole: false);

        // The lead may have been changed between the two reads of it.
        var current = CreateState(lead, catalog);
        var view = LeadConflict.Create(lead.Lead, opened, current, find, lead.Revisions, StaffLanguage.IsArabic(http.Request));
        if (view.Rows.Count > 0)
        {
            view = view with { ListQuery = ReadListQuery(http) };
            return PageResult.For<ConflictPage>(LeadPageTexts.ConflictTitle, view, StatusCodes.Status409Conflict) with { IsWide = true };
        }

        // Without a row, what differs was changed by the other person alone.
        NoticeCookie.Set(http, current.HasChanges ? LeadPageTexts.Unchanged : LeadPageTexts.AlreadySaved);
        return new Redirect(LeadLinks.Lead(id, ReadListQuery(http)));
    }

    /// <param name="done">What happened to this lead.</param>
    private static async Task<IResult> GoOnAsync(HttpContext http, NextLead next, LeadRecord lead, string action, BilingualText done)
    {
        var list = ReadListQuery(http);
        (string Link, BilingualText? Words) way = (LeadLinks.Lead(lead.Id!.Value, list), null);
        try
        {
            if (action == NextAction)
                way = await next.FindAsync(lead, list, http.GetStaffActor(), http.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            // The lead is saved, and its own page says so, or that the database cannot be read.
        }

        NoticeCookie.Set(http, way.Words is { } words ? new($"{done.English} {words.English}", $"{done.Arabic} {words.Arabic}") : done);
        return new Redirect(way.Link);
    }

    /// <summary>
    /// The query of the list that the lead was opened from. The form carries it too, because its address does not, and a form that comes
    /// back after sign-in has nothing else.
    /// </summary>
    private static string? ReadListQuery(HttpContext http) =>
        http.Features.Get<StaffForm>()?.Get(LeadLinks.ListParameter) is { Length: > 0 } carried
            ? carried
            : http.Request.Query.ReadText(LeadLinks.ListParameter);

    /// <summary>The items of a list below one of its parent items, for the script that renews a list without loading the page.</summary>
    private static Results<JsonHttpResult<LeadItems>, NotFound> GetItems(HttpContext http, ListCatalogCache lists, string field, int parent)
    {
        var arabic = StaffLanguage.IsArabic(http.Request);
        if (
            LeadFields.All.Concat(VehicleFields.All).FirstOrDefault(known => known.Name == field)
            is not { Kind: FieldKind.List, Parent: not null } found
        )
            return TypedResults.NotFound();
        var items = lists.Catalog[found.List!].GetActiveChildren(parent);
        return TypedResults.Json(
            new LeadItems([.. items.Select(item => new LeadItem(LeadFormText.FromItem(item.Value), item.GetLabel(arabic)))]),
            ConsoleJson.Default.LeadItems
        );
    }
}
