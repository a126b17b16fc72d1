using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Audit;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Console.Audit;

/// <summary>The pages of the audit trail.</summary>
internal static class AuditEndpoints
{
    public const string Verify = ConsoleRoutes.Audit + "/verify";

    private const int PageSize = 50;

    public static void MapAuditPages(this IEndpointRouteBuilder pages)
    {
        var audit = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        audit.MapGet(ConsoleRoutes.Audit, ShowAsync);
        audit.MapGet(Verify, () => new Redirect(ConsoleRoutes.Audit));
        audit.MapPost(Verify, VerifyAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AuditTrail trail, LeadgateSettings settings)
    {
        var format = new ConsoleFormat(arabic: false, settings.Rules.Zone, showsHijri: false);
        var errors = new List<(string, BilingualText)>();
        var filter = new AuditFilter(
            ReadText(AuditView.ActorParameter),
            ReadText(AuditView.ActionParameter),
            ReadText(AuditView.RecordParameter),
            ReadDate(AuditView.FromParameter) is { } from ? format.StartOf(from) : null,
            ReadDate(AuditView.ToParameter) is { } to && to < DateOnly.MaxValue ? format.StartOf(to.AddDays(1)) : null
        );
        var before = long.TryParse(ReadText(AuditView.BeforeParameter), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : (long?)null;
        var actor = http.GetStaffActor();
        var state = await trail.ReadStateAsync(actor, http.RequestAborted);
        var entries = errors.Count > 0 ? null : await trail.ReadAsync(filter, before, PageSize, actor, http.RequestAborted);
        var status = errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return PageResult.For<AuditTrailPage>(
            ShellTexts.Audit,
            new AuditView(state, entries, !filter.IsEmpty, new FormErrors(errors)),
            status
        ) with
        {
            HasErrors = errors.Count > 0,
            IsWide = true,
        };

        string? ReadText(string name) =>
            http.Request.Query[name] is [{ } text, ..] && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

        DateOnly? ReadDate(string name)
        {
            if (ReadText(name) is not { } text)
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            errors.Add((name, AuditTexts.InvalidDate));
            return null;
        }
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, AuditTrail trail) =>
        PageResult.For<AuditReportPage>(AuditTexts.Report, await trail.VerifyAsync(http.GetStaffActor(), http.RequestAborted));
}
