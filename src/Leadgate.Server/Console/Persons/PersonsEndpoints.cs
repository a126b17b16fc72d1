using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract.Persons;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Persons;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Persons;

/// <summary>
/// The pages on which administrators find, export, and erase the data of a person. What identifies the person is only ever in forms,
/// because addresses end up in histories and logs.
/// </summary>
internal static class PersonsEndpoints
{
    public const string Export = ConsoleRoutes.Persons + "/export";
    public const string Erase = ConsoleRoutes.Persons + "/erase";

    private static readonly FormLimits Limits = FormLimits.Small with { Fields = PersonView.MostShown + 16 };

    public static void MapPersonPages(this IEndpointRouteBuilder pages)
    {
        var persons = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        persons.MapGet(ConsoleRoutes.Persons, () => Show(PersonView.Empty, StatusCodes.Status200OK));
        persons.MapPost(ConsoleRoutes.Persons, FindAsync).AnswersRefusedForm();
        persons.MapGet(Erase, () => new Redirect(ConsoleRoutes.Persons));
        persons.MapGet(Export, () => new Redirect(ConsoleRoutes.Persons));
        persons.MapPost(Export, ExportAsync).WithFormLimits(Limits);
        persons.MapPost(Erase, EraseAsync).WithFormLimits(Limits).AnswersRefusedForm();
    }

    private static PageResult Show(PersonView view, int status) =>
        PageResult.For<PersonsPage>(ShellTexts.Persons, view, status) with
        {
            HasErrors = view.Errors.Any,
        };

    private static async Task<IResult> FindAsync(HttpContext http, PersonRequests persons, ReadConcurrencyLimit limit)
    {
        var form = http.GetForm();
        var view = new PersonView(form.Get(PersonView.PhoneField), form.Get(PersonView.EmailField), FormErrors.None);
        if (form.IsRefused)
            return Show(view with { Errors = new(("", StaffTexts.FormExpired)) }, StatusCodes.Status400BadRequest);
        var (permit, refusal) = await limit.AcquireAsync(0, http.RequestAborted);
        if (refusal is not null)
            return Show(view with { Errors = new(("", PersonsTexts.Busy)) }, StatusCodes.Status503ServiceUnavailable);
        using (permit)
        {
            var matches = new List<MatchedLead>();
            var request = PersonView.ToRequest(view.Phone, view.Email);
            var outcome = await persons.PreviewAsync(
                new PersonErasureRequest { Phone = request.Phone, Email = request.Email },
                http.GetStaffActor(),
                found => matches.AddRange(found.Leads.Take(PersonView.MostShown - matches.Count)),
                http.RequestAborted
            );
            return outcome switch
            {
                ErasePersonOutcome.Done done => Show(view with { Matches = matches, Found = done }, StatusCodes.Status200OK),
                ErasePersonOutcome.Invalid(var reason, var reasonAr) => Show(
                    view with
                    {
                        Errors = DescribeError(view, new(reason, reasonAr)),
                    },
                    StatusCodes.Status422UnprocessableEntity
                ),
                _ => throw new UnreachableException(),
            };
        }
    }

    /// <summary>A file, which the browser saves.</summary>
    private static IResult ExportAsync(HttpContext http, PersonRequests persons, PersonExportWriter writer, ReadConcurrencyLimit limit)
    {
        var form = http.GetForm();
        var request = PersonView.ToRequest(form.Get(PersonView.PhoneField), form.Get(PersonView.EmailField));
        if (persons.Export(request, http.GetStaffActor(), http.RequestAborted) is not ExportPersonOutcome.Found found)
            return new Redirect(ConsoleRoutes.Persons);
        return new PersonExportFile(limit, found, writer);
    }

    private static async Task<IResult> EraseAsync(HttpContext http, PersonRequests persons, ReadConcurrencyLimit limit)
    {
        var form = http.GetForm();
        var erasure = new PersonView.Erasure(
            form.Get(PersonView.PhoneField),
            form.Get(PersonView.EmailField),
            [.. form.GetAll(PersonView.ExceptField).Select(ParseId).OfType<long>()],
            FormErrors.None
        );
        if (form.IsRefused)
            return Ask(erasure, new(("", StaffTexts.FormExpired)), StatusCodes.Status400BadRequest);
        if (!form.IsConfirmed)
            return Ask(erasure, FormErrors.None, StatusCodes.Status200OK);
        if (!persons.IsSame(PersonView.ToRequest(erasure.Phone, erasure.Email), form.Get(PersonView.AgainField)))
            return Ask(erasure, new((PersonView.AgainField, PersonsTexts.NotSame)), StatusCodes.Status422UnprocessableEntity);
        var (permit, refusal) = await limit.AcquireAsync(0, http.RequestAborted);
        if (refusal is not null)
            return Ask(erasure, new(("", PersonsTexts.Busy)), StatusCodes.Status503ServiceUnavailable);
        using (permit)
        {
            // Whoever closes the window does not stop it: an erasure that has begun is completed.
            var request = erasure.ToRequest(form.Has(PersonView.VacuumField));
            var outcome = await persons.EraseAsync(request, http.GetStaffActor(), _ => { }, CancellationToken.None);
            if (outcome is not ErasePersonOutcome.Done done)
                return new Redirect(ConsoleRoutes.Persons);
            NoticeCookie.Set(http, PersonsTexts.DescribeErasure(done));
            return new Redirect(ConsoleRoutes.Persons);
        }
    }

    private static PageResult Ask(PersonView.Erasure erasure, FormErrors errors, int status) =>
        PageResult.For<ErasePersonPage>(PersonsTexts.Erase, erasure with { Errors = errors }, status) with
        {
            HasErrors = errors.Any,
        };

    /// <summary>Where nothing was typed, the API would name its properties.</summary>
    private static FormErrors DescribeError(PersonView view, BilingualText reason)
    {
        if (view.Phone.Trim().Length > 0)
            return new((PersonView.PhoneField, reason));
        return view.Email.Trim().Length > 0
            ? new((PersonView.EmailField, reason))
            : new((PersonView.PhoneField, PersonsTexts.NothingTyped));
    }

    private static long? ParseId(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Holds a permit until the file has been written, because leads are read meanwhile.</summary>
    private sealed class PersonExportFile(ReadConcurrencyLimit limit, ExportPersonOutcome.Found found, PersonExportWriter writer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (permit, refusal) = await limit.AcquireAsync(0, httpContext.RequestAborted);
            if (refusal is not null)
            {
                await PageResult
                    .Notice(ShellTexts.Persons, PersonsTexts.Busy, StatusCodes.Status503ServiceUnavailable)
                    .ExecuteAsync(httpContext);
                return;
            }

            using (permit)
            {
                httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"person.json\"";
                await new StreamedJson<PersonExport>((json, token) => writer.WriteAsync(json, found, token)).ExecuteAsync(httpContext);
            }
        }
    }
}
