using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Accounts;

/// <summary>The pages on which administrators create and change accounts.</summary>
internal static class AccountsEndpoints
{
    public const string New = ConsoleRoutes.Accounts + "/new";

    /// <summary>With a part in between, so that an account may be called "new".</summary>
    private const string One = ConsoleRoutes.Accounts + "/of/{name}";

    /// <summary>Of a new account too, no password is shown.</summary>
    private static readonly ForbiddenField TypedRole = new(
        StaffAccounts.RoleField,
        AccountsTexts.Role,
        name => StaffRoles.Find(name) is { } role ? AccountsTexts.GetRoleTitle(role) : null
    );

    public static void MapAccountPages(this IEndpointRouteBuilder pages)
    {
        var accounts = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        accounts.MapGet(ConsoleRoutes.Accounts, ShowAllAsync);
        accounts.MapGet(New, () => ShowNew(AccountForm.Empty, FormErrors.None, StatusCodes.Status200OK));
        accounts
            .MapPost(New, CreateAsync)
            .AnswersRefusedForm()
            .ShowsForbidden(new ForbiddenField(StaffAccounts.NameField, AccountsTexts.Name), TypedRole);
        accounts.MapGet(One, ShowAsync);
        accounts.MapPost(One + "/role", SetRoleAsync).AnswersRefusedForm().ShowsForbidden(TypedRole);
        accounts.MapPost(One + "/password", SetPasswordAsync).AnswersRefusedForm();
        accounts.MapPost(One + "/enable", EnableAsync);
        foreach (var step in AccountStep.All)
        {
            accounts.MapGet(
                $"{One}/{step.Name}",
                (HttpContext http, string name, StaffAccounts service) => AskAsync(http, name, step, service)
            );
            accounts.MapPost(
                $"{One}/{step.Name}",
                (HttpContext http, string name, StaffAccounts service, StaffSessionAdministration sessions) =>
                    DoAsync(http, name, step, service, sessions)
            );
        }
    }

    public static string GetLink(string name) => $"{ConsoleRoutes.Accounts}/of/{Uri.EscapeDataString(name)}";

    private static async Task<IResult> ShowAllAsync(HttpContext http, StaffAccounts accounts) =>
        PageResult.For<AccountsPage>(ShellTexts.Accounts, await accounts.ReadAsync(http.GetStaffActor(), http.RequestAborted)) with
        {
            IsWide = true,
        };

    private static PageResult ShowNew(AccountForm form, FormErrors errors, int status) =>
        PageResult.For<NewAccountPage>(AccountsTexts.New, new AccountView(null, form, errors, []), status) with
        {
            HasErrors = errors.Any,
        };

    private static async Task<IResult> CreateAsync(HttpContext http, StaffAccounts accounts)
    {
        var (sent, form) = (http.GetForm(), AccountForm.Read(http.GetForm()));
        if (sent.IsRefused)
            return ShowNew(form, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        var (password, isGenerated) = ReadPassword(sent);
        var outcome = await accounts.CreateAsync(form.Name.Trim(), form.Role, password, http.GetStaffActor(), http.RequestAborted);
        if (outcome is not AccountOutcome.Done(var account))
        {
            var (field, reason, status) = Explain(outcome);
            return ShowNew(form, new((field, reason)), status);
        }

        if (isGenerated)
            OneTimeSecret.Set(http, GetSecretName(http, account.Name), [password]);
        NoticeCookie.Set(http, AccountsTexts.Created);
        return new Redirect(GetLink(account.Name));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string name,
        StaffAccounts accounts,
        StaffSessionAdministration sessions
    ) =>
        await accounts.FindAsync(name, http.GetStaffActor(), http.RequestAborted) is { } account
            ? await ShowAccountAsync(http, account, AccountForm.From(account), FormErrors.None, StatusCodes.Status200OK, sessions)
            : NotFound;

    private static async Task<IResult> ShowAccountAsync(
        HttpContext http,
        StaffAccount account,
        AccountForm form,
        FormErrors errors,
        int status,
        StaffSessionAdministration sessions
    )
    {
        var actor = http.GetStaffActor();
        var own = StaffMember.From(account).Actor;
        var count = (await sessions.ReadAsync(actor, http.RequestAborted)).Count(session => session.Actor == own);
        var password = OneTimeSecret.Take(http, GetSecretName(http, account.Name));
        var view = new AccountView(account, form, errors, password, count, actor.Account == account.Name);
        return PageResult.For<AccountPage>(new BilingualText(account.Name, account.Name), view, status) with { HasErrors = errors.Any };
    }

    private static async Task<IResult> SetRoleAsync(
        HttpContext http,
        string name,
        StaffAccounts accounts,
        StaffSessionAdministration sessions
    )
    {
        var (sent, actor) = (http.GetForm(), http.GetStaffActor());
        if (await accounts.FindAsync(name, actor, http.RequestAborted) is not { } account)
            return sent.IsRefused ? PageResult.FormExpired : NotFound;
        var form = AccountForm.Read(sent) with { Name = account.Name, ExpectedRole = StaffRoles.GetName(account.Role) };
        if (sent.IsRefused)
            return await ShowAccountAsync(
                http,
                account,
                form,
                new(("", StaffTexts.FormExpired)),
                StatusCodes.Status400BadRequest,
                sessions
            );
        var expected = sent.Get(AccountForm.ExpectedRoleField);
        var outcome = await accounts.SetRoleAsync(account.Name, expected, form.Role, actor, http.RequestAborted);
        if (outcome is AccountOutcome.Done)
        {
            NoticeCookie.Set(http, AccountsTexts.RoleChanged);
            return new Redirect(GetLink(account.Name));
        }

        var (_, reason, status) = Explain(outcome);
        return await ShowAccountAsync(http, account, form, new((StaffAccounts.RoleField, reason)), status, sessions);
    }

    private static async Task<IResult> SetPasswordAsync(
        HttpContext http,
        string name,
        StaffAccounts accounts,
        StaffSessionAdministration sessions
    )
    {
        var (sent, actor) = (http.GetForm(), http.GetStaffActor());
        if (await accounts.FindAsync(name, actor, http.RequestAborted) is not { } account)
            return sent.IsRefused ? PageResult.FormExpired : NotFound;
        if (account.Name == actor.Account)
            return new Redirect(ConsoleRoutes.Me);
        var form = AccountForm.From(account);
        if (sent.IsRefused)
            return await ShowAccountAsync(
                http,
                account,
                form,
                new(("", StaffTexts.FormExpired)),
                StatusCodes.Status400BadRequest,
                sessions
            );
        var (password, isGenerated) = ReadPassword(sent);
        var outcome = await accounts.SetPasswordAsync(account.Name, password, actor, http.RequestAborted);
        if (outcome is not AccountOutcome.Done)
        {
            var (_, reason, status) = Explain(outcome);
            return await ShowAccountAsync(http, account, form, new((StaffAccounts.PasswordField, reason)), status, sessions);
        }

        if (isGenerated)
            OneTimeSecret.Set(http, GetSecretName(http, account.Name), [password]);
        NoticeCookie.Set(http, AccountsTexts.PasswordChanged);
        return new Redirect(GetLink(account.Name));
    }

    private static async Task<IResult> EnableAsync(HttpContext http, string name, StaffAccounts accounts)
    {
        if (await accounts.EnableAsync(name, http.GetStaffActor(), http.RequestAborted) is not AccountOutcome.Done(var account))
            return NotFound;
        NoticeCookie.Set(http, AccountsTexts.WasEnabled);
        return new Redirect(GetLink(account.Name));
    }

    private static async Task<IResult> AskAsync(HttpContext http, string name, AccountStep step, StaffAccounts accounts) =>
        await accounts.FindAsync(name, http.GetStaffActor(), http.RequestAborted) is { } account ? Ask(step, account, null) : NotFound;

    private static PageResult Ask(AccountStep step, StaffAccount account, BilingualText? error, int status = StatusCodes.Status200OK) =>
        PageResult.For<AccountStepPage>(step.Title, new AccountStep.View(step, account, error), status) with
        {
            HasErrors = error is not null,
        };

    private static async Task<IResult> DoAsync(
        HttpContext http,
        string name,
        AccountStep step,
        StaffAccounts accounts,
        StaffSessionAdministration sessions
    )
    {
        var actor = http.GetStaffActor();
        if (await accounts.FindAsync(name, actor, http.RequestAborted) is not { } account)
            return NotFound;
        if (!http.GetForm().IsConfirmed)
            return new Redirect($"{GetLink(account.Name)}/{step.Name}");
        AccountOutcome outcome;
        if (step == AccountStep.Disable)
            outcome = await accounts.DisableAsync(account.Name, actor, http.RequestAborted);
        else if (step == AccountStep.RemoveSecondFactor)
            outcome = await accounts.RemoveSecondFactorAsync(account.Name, actor, http.RequestAborted);
        else
        {
            await sessions.EndAllAsync(StaffMember.From(account).Actor, actor, http.RequestAborted);
            outcome = new AccountOutcome.Done(account);
        }

        // What somebody else has done already is done all the same.
        if (outcome is AccountOutcome.LastAdmin or AccountOutcome.OwnAccount)
        {
            var (_, reason, status) = Explain(outcome);
            return Ask(step, account, reason, status);
        }

        NoticeCookie.Set(http, step.Done);
        return new Redirect(GetLink(account.Name));
    }

    /// <summary>An empty field asks the service to choose the password, which is then shown once.</summary>
    private static (string Password, bool IsGenerated) ReadPassword(StaffForm form) =>
        form.Get(StaffAccounts.PasswordField) is { Length: > 0 } typed ? (typed, false) : (GeneratedPassword.Create(), true);

    private static (string Field, BilingualText Reason, int Status) Explain(AccountOutcome outcome) =>
        outcome switch
        {
            AccountOutcome.Invalid(var field, var reason) => (field, reason, StatusCodes.Status422UnprocessableEntity),
            AccountOutcome.NameTaken => (StaffAccounts.NameField, AccountsTexts.NameTaken, StatusCodes.Status409Conflict),
            AccountOutcome.LastAdmin => ("", AccountsTexts.LastAdmin, StatusCodes.Status409Conflict),
            AccountOutcome.OwnAccount => ("", AccountsTexts.OwnAccount, StatusCodes.Status409Conflict),
            AccountOutcome.Changed => ("", AccountsTexts.ChangedMeanwhile, StatusCodes.Status409Conflict),
            _ => ("", AccountsTexts.NotFound, StatusCodes.Status404NotFound),
        };

    /// <summary>A password is shown only to whoever had it generated.</summary>
    private static string GetSecretName(HttpContext http, string name) => $"account:{name} {http.GetStaffActor().Name}";

    private static PageResult NotFound { get; } =
        PageResult.Notice(ShellTexts.NotFoundTitle, AccountsTexts.NotFound, StatusCodes.Status404NotFound);
}
