using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Authentication;

namespace Leadgate.Server.Console.SignIn;

/// <summary>Creates the first administrator of an open TEST service, once and from its machine only.</summary>
internal static class FirstRunEndpoints
{
    public static void MapFirstRun(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(ConsoleRoutes.FirstRun, ShowAsync);
        pages.MapPost(ConsoleRoutes.FirstRun, CreateAsync).AnswersRefusedForm();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, FirstAdministrator first) =>
        await first.IsMissingAsync(http.RequestAborted)
            ? Show(new FirstRunView(first.Allows(http), "", FormErrors.None), StatusCodes.Status200OK)
            : new Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(http.Request)));

    private static async Task<IResult> CreateAsync(HttpContext http, FirstAdministrator first)
    {
        var form = http.GetForm();
        var (name, password) = (form.Get(StaffAccounts.NameField), form.Get(StaffAccounts.PasswordField));
        if (!first.Allows(http))
            return Show(new FirstRunView(false, name, FormErrors.None), StatusCodes.Status403Forbidden);
        if (form.IsRefused)
            return Refuse("", StaffTexts.FormExpired, StatusCodes.Status400BadRequest);
        if (password != form.Get(FirstRunView.AgainField))
            return Refuse(FirstRunView.AgainField, SignInTexts.NotSame, StatusCodes.Status422UnprocessableEntity);
        switch (await first.CreateAsync(http, name.Trim(), password))
        {
            case AccountOutcome.Invalid(var field, var reason):
                return Refuse(field, reason, StatusCodes.Status422UnprocessableEntity);
            case AccountOutcome.Done(var account):
                http.Features.Set(new StartsNewSession());
                await http.SignInAsync(StaffMember.Scheme, StaffMember.From(account).ToPrincipal());
                NoticeCookie.Set(http, SignInTexts.FirstCreated);
                return new Redirect(Routes.Staff);
            default:
                return PageResult.Notice(SignInTexts.FirstRun, SignInTexts.FirstExists, StatusCodes.Status409Conflict);
        }

        PageResult Refuse(string field, BilingualText reason, int status) =>
            Show(new FirstRunView(true, name, new((field, reason))), status);
    }

    private static PageResult Show(FirstRunView view, int status) =>
        PageResult.For<FirstRunPage>(SignInTexts.FirstRun, view, status) with
        {
            HasErrors = view.Errors.Any,
        };
}
