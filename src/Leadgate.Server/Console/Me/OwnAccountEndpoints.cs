using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Me;

/// <summary>What people do with their own account: password, second factor, and sessions.</summary>
internal static class OwnAccountEndpoints
{
    private const string RecoveryCodes = "recovery codes ";

    public static void MapOwnAccount(this IEndpointRouteBuilder pages)
    {
        var own = pages.MapGroup("").RequireAuthorization(StaffPolicies.Viewer);
        own.MapPost(MeView.Password, SetPasswordAsync).AnswersRefusedForm();
        own.MapPost(MeView.SecondFactor, OfferSecondFactorAsync).AnswersRefusedForm();
        own.MapPost(MeView.Accept, AcceptSecondFactorAsync);
        own.MapPost(MeView.Remove, RemoveSecondFactorAsync).AnswersRefusedForm();
        own.MapPost(MeView.Sessions, EndSessionsAsync);
        foreach (var path in (string[])[MeView.Password, MeView.SecondFactor, MeView.Accept, MeView.Remove])
            own.MapGet(path, () => new Redirect(ConsoleRoutes.Me));
    }

    public static async Task<IResult> ShowAsync(HttpContext http, OwnAccount own) =>
        await ShowAsync(http, own, FormErrors.None, StatusCodes.Status200OK);

    private static async Task<IResult> ShowAsync(HttpContext http, OwnAccount own, FormErrors errors, int status)
    {
        var member = http.GetStaffMember();
        var settings = http.RequestServices.GetRequiredService<LeadgateSettings>();
        var codes = OneTimeSecret.Take(http, RecoveryCodes + member.Actor);
        var view = new MeView(member, await own.FindAsync(http), settings.RequiresSecondFactor(member.Role), errors, codes);
        return PageResult.For<MePage>(MeTexts.Title, view, status) with { HasErrors = errors.Any };
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext http, OwnAccount own)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return await ShowAsync(http, own, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (await own.FindAsync(http) is not { } account)
            return new Redirect(ConsoleRoutes.Me);
        var password = form.Get(MeView.PasswordField);
        if (password != form.Get(MeView.AgainField))
            return await RefuseAsync(MeView.AgainField, MeTexts.NotSame);
        if (PasswordRules.Validate(password, account.Name) is { } weak)
            return await RefuseAsync(MeView.PasswordField, weak);
        if (await FindPasswordErrorAsync(http, own, account, form.Get(MeView.CurrentField)) is { } wrong)
            return await ShowAsync(http, own, new((MeView.CurrentField, wrong.Error)), wrong.Status);
        if (await own.SetPasswordAsync(http, password) is AccountOutcome.Invalid invalid)
            return await RefuseAsync(MeView.PasswordField, invalid.Reason);
        NoticeCookie.Set(http, MeTexts.PasswordChanged);
        return new Redirect(ConsoleRoutes.Me);

        Task<IResult> RefuseAsync(string field, BilingualText reason) =>
            ShowAsync(http, own, new((field, reason)), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> OfferSecondFactorAsync(HttpContext http, OwnAccount own)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return await ShowAsync(http, own, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (await own.FindAsync(http) is not { TotpSecret: null } account)
            return new Redirect(ConsoleRoutes.Me);
        if (await FindPasswordErrorAsync(http, own, account, form.Get(MeView.FactorPasswordField)) is { } wrong)
            return await ShowAsync(http, own, new((MeView.FactorPasswordField, wrong.Error)), wrong.Status);
        return ShowOffer(own.OfferSecondFactor(account), FormErrors.None, StatusCodes.Status200OK);
    }

    private static async Task<IResult> AcceptSecondFactorAsync(HttpContext http, OwnAccount own)
    {
        var form = http.GetForm();
        if (await own.FindAsync(http) is not { TotpSecret: null } account)
            return new Redirect(ConsoleRoutes.Me);
        var token = form.Get(MeView.TokenField);
        if (own.FindOffer(account, token) is not { } offer)
            return await ShowAsync(http, own, new((MeView.FactorPasswordField, MeTexts.OfferExpired)), StatusCodes.Status403Forbidden);
        if (await own.AcceptSecondFactorAsync(http, account, token, form.Get(MeView.CodeField)) is not { } codes)
            return ShowOffer(offer, new((MeView.CodeField, MeTexts.WrongCode)), StatusCodes.Status422UnprocessableEntity);
        OneTimeSecret.Set(http, RecoveryCodes + http.GetStaffMember().Actor, codes);
        NoticeCookie.Set(http, MeTexts.SecondFactorEnabled);
        return new Redirect(ConsoleRoutes.Me);
    }

    private static async Task<IResult> RemoveSecondFactorAsync(HttpContext http, OwnAccount own)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return await ShowAsync(http, own, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (await own.FindAsync(http) is not { } account)
            return new Redirect(ConsoleRoutes.Me);
        if (await FindPasswordErrorAsync(http, own, account, form.Get(MeView.FactorPasswordField)) is { } wrong)
            return await ShowAsync(http, own, new((MeView.FactorPasswordField, wrong.Error)), wrong.Status);
        if (await own.RemoveSecondFactorAsync(http, account))
            NoticeCookie.Set(http, MeTexts.SecondFactorRemoved);
        return new Redirect(ConsoleRoutes.Me);
    }

    private static async Task<IResult> EndSessionsAsync(HttpContext http, StaffSessionAdministration sessions)
    {
        var actor = http.GetStaffActor();
        await sessions.EndAllAsync(actor.Name, actor, http.RequestAborted);
        return new Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(http.Request)));
    }

    private static PageResult ShowOffer(OfferedSecondFactor offer, FormErrors errors, int status) =>
        PageResult.For<SecondFactorPage>(MeTexts.SetUpSecondFactor, new MeView.Offer(offer, errors), status) with
        {
            HasErrors = errors.Any,
        };

    private static async Task<(BilingualText Error, int Status)?> FindPasswordErrorAsync(
        HttpContext http,
        OwnAccount own,
        StaffAccount account,
        string password
    ) =>
        await own.ConfirmPasswordAsync(http, account, password) switch
        {
            SignInOutcome.SignedIn => null,
            SignInOutcome.Throttled(var seconds) => (StaffTexts.TooManyAttempts(seconds), StatusCodes.Status429TooManyRequests),
            SignInOutcome.Busy(var seconds) => (StaffTexts.Busy(seconds), StatusCodes.Status429TooManyRequests),
            _ => (MeTexts.WrongPassword, StatusCodes.Status403Forbidden),
        };
}
