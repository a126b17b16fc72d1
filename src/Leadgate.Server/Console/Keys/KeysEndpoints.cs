using System.Diagnostics;
using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Keys;

/// <summary>The pages on which administrators create, change, and revoke API keys.</summary>
internal static class KeysEndpoints
{
    public const string New = ConsoleRoutes.Keys + "/new";

    private const string One = ConsoleRoutes.Keys + "/{id:long}";
    private const string Revoke = One + "/revoke";

    private static readonly FormLimits Limits = FormLimits.Small with { Fields = 24 };

    private static readonly ForbiddenField[] Typed =
    [
        new(KeyForm.NameField, KeysTexts.Name),
        new(KeyForm.ScopesField, KeysTexts.Scopes),
        new(KeyForm.ExpiresField, KeysTexts.ExpiresAt),
        new(KeyForm.RequestsField, KeysTexts.RequestsPerMinute),
        new(KeyForm.LeadsField, KeysTexts.LeadsPerMinute),
        new(KeyForm.PreferencesField, KeysTexts.Preferences),
    ];

    public static void MapKeyPages(this IEndpointRouteBuilder pages)
    {
        var keys = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        keys.MapGet(ConsoleRoutes.Keys, ShowAllAsync);
        keys.MapGet(New, ShowNewAsync);
        keys.MapPost(New, CreateAsync).WithFormLimits(Limits).KeepsForm().ShowsForbidden(Typed);
        keys.MapGet(One, ShowAsync);
        keys.MapPost(One, ChangeAsync).WithFormLimits(Limits).KeepsForm().ShowsForbidden(Typed);
        keys.MapGet(Revoke, ShowRevokeAsync);
        keys.MapPost(Revoke, RevokeAsync);
    }

    public static string GetLink(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Keys}/{id}");

    private static async Task<IResult> ShowAllAsync(HttpContext http, KeyAdministration keys) =>
        PageResult.For<KeysPage>(ShellTexts.Keys, await keys.ListAsync(http.GetStaffActor(), http.RequestAborted)) with
        {
            IsWide = true,
        };

    private static async Task<IResult> ShowNewAsync(HttpContext http, KeyAdministration keys) =>
        ShowForm(null, new KeyForm { State = await GetNewestAsync(http, keys) }, FormErrors.None);

    private static async Task<IResult> CreateAsync(HttpContext http, KeyAdministration keys)
    {
        var sent = http.GetForm();
        var form = KeyForm.Read(sent);
        if (sent.IsRefused)
            return ShowForm(null, form, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (form.CheckLimits() is { Any: true } errors)
            return ShowForm(null, form, errors, StatusCodes.Status422UnprocessableEntity);
        var newest = long.TryParse(form.State, CultureInfo.InvariantCulture, out var known) ? known : 0;
        switch (await keys.CreateAsync(form.ToCreateRequest(), http.GetStaffActor(), http.RequestAborted, newest))
        {
            case CreateKeyOutcome.Created(var key, var text):
                OneTimeSecret.Set(http, GetSecretName(http, key.Id), [text]);
                NoticeCookie.Set(http, KeysTexts.Created);
                return new Redirect(GetLink(key.Id));
            case CreateKeyOutcome.Repeated:
                form = form with { State = await GetNewestAsync(http, keys) };
                return ShowForm(null, form, new((KeyForm.NameField, KeysTexts.Repeated)), StatusCodes.Status409Conflict);
            case CreateKeyOutcome.Invalid(var reason):
                return ShowForm(null, form, new((form.FindField(), reason)), StatusCodes.Status422UnprocessableEntity);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, long id, KeyAdministration keys) =>
        await FindAsync(http, id, keys) is { } key
            ? ShowForm(key, KeyForm.From(key), FormErrors.None, secret: OneTimeSecret.Take(http, GetSecretName(http, id)))
            : NotFound;

    private static async Task<IResult> ChangeAsync(HttpContext http, long id, KeyAdministration keys)
    {
        var sent = http.GetForm();
        var form = KeyForm.Read(sent);
        if (await FindAsync(http, id, keys) is not { } key)
            return sent.IsRefused ? PageResult.FormExpired : NotFound;
        if (sent.IsRefused)
            return ShowForm(key, form, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (form.CheckLimits() is { Any: true } errors)
            return ShowForm(key, form, errors, StatusCodes.Status422UnprocessableEntity);
        if (form.State != KeyForm.GetState(key))
        {
            form = form with { State = KeyForm.GetState(key) };
            return ShowForm(key, form, new(("", KeysTexts.Conflict)), StatusCodes.Status409Conflict);
        }

        var outcome = await keys.ChangeAsync(
            id.ToString(CultureInfo.InvariantCulture),
            form.ToUpdateRequest(),
            http.GetStaffActor(),
            http.RequestAborted
        );
        switch (outcome)
        {
            case ChangeKeyOutcome.Changed:
                NoticeCookie.Set(http, KeysTexts.Changed);
                return new Redirect(GetLink(id));
            case ChangeKeyOutcome.Invalid(var reason):
                return ShowForm(key, form, new((KeyForm.PreferencesField, reason)), StatusCodes.Status422UnprocessableEntity);
            default:
                return NotFound;
        }
    }

    private static async Task<IResult> ShowRevokeAsync(HttpContext http, long id, KeyAdministration keys) =>
        await FindAsync(http, id, keys) switch
        {
            null => NotFound,
            { RevokedAt: not null } => new Redirect(GetLink(id)),
            var key => PageResult.For<RevokeKeyPage>(KeysTexts.Revoke, key),
        };

    private static async Task<IResult> RevokeAsync(HttpContext http, long id, KeyAdministration keys)
    {
        if (!http.GetForm().IsConfirmed)
            return new Redirect(GetLink(id) + "/revoke");
        var outcome = await keys.RevokeAsync(id.ToString(CultureInfo.InvariantCulture), http.GetStaffActor(), http.RequestAborted);
        if (outcome is not RevokeKeyOutcome.Revoked)
            return NotFound;
        NoticeCookie.Set(http, KeysTexts.WasRevoked);
        return new Redirect(GetLink(id));
    }

    private static async Task<ApiKey?> FindAsync(HttpContext http, long id, KeyAdministration keys) =>
        (await keys.ListAsync(http.GetStaffActor(), http.RequestAborted)).FirstOrDefault(key => key.Id == id);

    private static async Task<string> GetNewestAsync(HttpContext http, KeyAdministration keys)
    {
        var all = await keys.ListAsync(http.GetStaffActor(), http.RequestAborted);
        return all.Select(key => key.Id).DefaultIfEmpty(0).Max().ToString(CultureInfo.InvariantCulture);
    }

    private static PageResult ShowForm(
        ApiKey? key,
        KeyForm form,
        FormErrors errors,
        int status = StatusCodes.Status200OK,
        IReadOnlyList<string>? secret = null
    )
    {
        BilingualText title = key is null
            ? KeysTexts.New
            : new(
                string.Create(CultureInfo.InvariantCulture, $"Key {key.Id}"),
                string.Create(CultureInfo.InvariantCulture, $"المفتاح {key.Id}")
            );
        var view = new KeyView(key, form, errors, secret ?? []);
        return (key is null ? PageResult.For<NewKeyPage>(title, view, status) : PageResult.For<KeyPage>(title, view, status)) with
        {
            HasErrors = errors.Any,
        };
    }

    /// <summary>A secret is shown only to whoever created it.</summary>
    private static string GetSecretName(HttpContext http, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"key:{id} {http.GetStaffActor().Name}");

    private static PageResult NotFound { get; } =
        PageResult.Notice(ShellTexts.NotFoundTitle, KeysTexts.NotFound, StatusCodes.Status404NotFound);
}
