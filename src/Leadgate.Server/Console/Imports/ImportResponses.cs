using System.Globalization;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Leads;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Imports;

/// <summary>What the steps of an import have in common: who asks, and which step comes next.</summary>
internal static class ImportResponses
{
    /// <summary>Progress is saved several times a second.</summary>
    public const string RefreshSeconds = "1";

    public static PageResult NotFound => PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound);

    /// <summary>Whoever sends the form twice, or after somebody else, sees how far the import is.</summary>
    public static async Task<IResult> BeginAsync(
        long id,
        HttpContext http,
        LeadImports imports,
        Func<long, ImportCaller, CancellationToken, Task<ImportOutcome>> beginAsync
    ) => await ToStepAsync(id, await beginAsync(id, GetCaller(http), http.RequestAborted), http, imports);

    public static async Task<IResult> ToStepAsync(long id, ImportOutcome outcome, HttpContext http, LeadImports imports) =>
        outcome switch
        {
            ImportOutcome.Done(var details) => new Redirect(ToCurrent(details)),
            ImportOutcome.NotFound => NotFound,
            ImportOutcome.Forbidden => await ForbiddenForm.AnswerAsync(http),
            _ => await imports.FindAsync(id, GetAccess(http), http.RequestAborted) is { } current
                ? new Redirect(ToCurrent(current))
                : NotFound,
        };

    /// <summary>An open import whose description was erased has no columns to choose.</summary>
    public static string ToCurrent(ImportDetails details) =>
        details.Description is null ? ImportLinks.One(details.Import.Id) : ImportLinks.Current(details.Import);

    public static long? ReadNumber(HttpContext http, string name) =>
        long.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static LeadAccess GetAccess(HttpContext http) => LeadAccess.For(http.GetStaffMember(), http.ClientAddress());

    public static ImportCaller GetCaller(HttpContext http) => ImportCaller.For(http.GetStaffMember(), http.ClientAddress());
}
