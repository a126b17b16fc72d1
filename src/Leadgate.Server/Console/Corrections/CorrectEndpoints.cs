using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Corrections;

/// <summary>Corrects one wrong value in all leads that have it: choose, see what will change, do it, and watch it.</summary>
internal static class CorrectEndpoints
{
    public const string Correct = Routes.Staff + "/correct";
    public const string Progress = Correct + "/{id:long}";
    public const string FieldField = "field";
    public const string ValueField = "value";
    public const string ReplacementField = "replacement";
    public const string RememberField = "remember";

    private const string VehiclePrefix = "vehicles[].";
    private const string RefreshSeconds = "2";

    private static PageResult NoSuch => PageResult.Notice(CorrectTexts.NoSuchTitle, CorrectTexts.NoSuch, StatusCodes.Status404NotFound);

    public static void MapCorrectPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Correct, ShowAsync).RequireAuthorization(StaffPolicies.Agent);
        pages.MapPost(Correct, StartAsync).RequireAuthorization(StaffPolicies.Agent).KeepsForm().ShowsForbidden(ReadForbidden);
        pages.MapGet(Progress, ShowProgressAsync).RequireAuthorization(StaffPolicies.Viewer);
    }

    private static Task<IResult> ShowAsync(HttpContext http, ListCatalogCache lists, BulkCorrections corrections)
    {
        var query = http.Request.Query;
        return SubmitAsync(
            http,
            lists.Catalog,
            corrections,
            query[FieldField].ToString(),
            query[ValueField].ToString(),
            query[ReplacementField].ToString(),
            remembers: false,
            isDryRun: true
        );
    }

    private static Task<IResult> StartAsync(HttpContext http, ListCatalogCache lists, BulkCorrections corrections)
    {
        var form = http.GetForm();
        if (form.IsRefused && (!form.Has(FieldField) || http.Request.Headers["Sec-Fetch-Site"] != "same-origin"))
            return Task.FromResult<IResult>(PageResult.FormExpired);
        return SubmitAsync(
            http,
            lists.Catalog,
            corrections,
            form.Get(FieldField),
            form.Get(ValueField),
            form.Get(ReplacementField),
            form.Has(RememberField),
            isDryRun: form.IsRefused || !form.IsConfirmed
        );
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext http,
        ListCatalog catalog,
        BulkCorrections corrections,
        string path,
        string value,
        string replacement,
        bool remembers,
        bool isDryRun
    )
    {
        if (FindField(path) is not { } field || string.IsNullOrWhiteSpace(value))
            return NoSuch;
        var member = http.GetStaffMember();

        // Whoever was an administrator when the form was sent may still correct the value, without remembering it.
        var isRefused = http.Features.Get<StaffForm>() is { IsRefused: true };
        var view = new CorrectView(field, path, value, CreateItems(field, catalog), replacement)
        {
            MayRemember = field.Kind == FieldKind.List && member.Role >= StaffRole.Admin,
            Remembers = remembers,
        };
        if (replacement.Length == 0)
            return Show(view, StatusCodes.Status200OK);
        var outcome = await corrections.SubmitAsync(
            new BulkCorrectionCommand(path, value, WriteReplacement(field, replacement, catalog), remembers && !isRefused, isDryRun),
            CorrectionCaller.For(member, http.ClientAddress()),
            http.GetStaffActor(),
            http.RequestAborted
        );
        return outcome switch
        {
            BulkCorrectionOutcome.Running { Correction: var started } => new Redirect(
                string.Create(CultureInfo.InvariantCulture, $"{Correct}/{started.Id}")
            ),
            BulkCorrectionOutcome.Counted { Counts: var counts } => Show(view with { Counts = counts }, StatusCodes.Status200OK),
            BulkCorrectionOutcome.Invalid { Reason: var reason } => ShowError(view, reason),
            BulkCorrectionOutcome.InvalidReplacement { Reason: var reason } => ShowError(view, reason),
            BulkCorrectionOutcome.InvalidAlias { Reason: var reason } => ShowError(view, reason),
            _ => await ForbiddenForm.AnswerAsync(http),
        };
    }

    private static IReadOnlyList<TypedText> ReadForbidden(HttpContext http, StaffForm form)
    {
        var arabic = StaffLanguage.IsArabic(http.Request);
        if (FindField(form.Get(FieldField)) is not { } field)
            return [];
        var catalog = http.RequestServices.GetRequiredService<ListCatalogCache>().Catalog;
        return
        [
            new(CorrectTexts.Field.In(arabic), arabic ? field.TitleAr : field.Title),
            new(CorrectTexts.Value.In(arabic), form.Get(ValueField)),
            new(CorrectTexts.Replacement.In(arabic), LeadFormText.Show(field, form.Get(ReplacementField), catalog, arabic)),
        ];
    }

    private static async Task<IResult> ShowProgressAsync(long id, HttpContext http, BulkCorrections corrections)
    {
        var access = LeadAccess.For(http.GetStaffMember(), http.ClientAddress());
        if (await corrections.FindAsync(id, access, http.RequestAborted) is not { } correction)
            return NoSuch;
        if (correction.IsRunning)
            http.Response.Headers["Refresh"] = RefreshSeconds;
        return PageResult.For<CorrectProgressPage>(CorrectTexts.ProgressTitle(id), correction);
    }

    private static PageResult Show(CorrectView view, int status) =>
        PageResult.For<CorrectPage>(CorrectTexts.Title, view, status) with
        {
            HasErrors = view.Error is not null,
        };

    private static PageResult ShowError(CorrectView view, BilingualText reason) =>
        Show(view with { Error = reason }, StatusCodes.Status422UnprocessableEntity);

    private static LeadField? FindField(string path) =>
        path.StartsWith(VehiclePrefix, StringComparison.Ordinal)
            ? VehicleFields.Table.TryFind(path.AsSpan(VehiclePrefix.Length), out var ofVehicle, out _)
                ? ofVehicle
                : null
            : LeadFields.Table.TryFind(path, out var field, out _) && field.Kind != FieldKind.Vehicles
                ? field
                : null;

    /// <summary>Items with the same label are told apart by the item above them.</summary>
    private static IReadOnlyList<(ListItem Item, ListItem? Above)>? CreateItems(LeadField field, ListCatalog catalog) =>
        field.List is not { } list
            ? null
            :
            [
                .. catalog[list]
                    .Active.Select(item =>
                        (item, item.ParentValue is { } parent && list.Parent is { } above ? catalog[above].Find(parent) : null)
                    ),
            ];

    private static ReadOnlyMemory<byte> WriteReplacement(LeadField field, string typed, ListCatalog catalog)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            var parent =
                field.List is { Parent: not null } list && LeadFormText.FindItem(typed) is { } value
                    ? catalog[list].Find(value)?.ParentValue
                    : null;
            LeadFormText.Write(json, field, typed, catalog, parent);
        }

        return buffer.WrittenMemory;
    }
}
