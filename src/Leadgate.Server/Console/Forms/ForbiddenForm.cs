using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Leadgate.Server.Console.Forms;

/// <summary>
/// Metadata of a route whose form is shown as text to whoever sent it and may not: the role may have been changed while they typed. A form
/// names what is shown of it, so that a password never is.
/// </summary>
/// <param name="ReadAsync">Finds what was typed, as people read it.</param>
internal sealed record ForbiddenForm(Func<HttpContext, StaffForm, Task<IReadOnlyList<TypedText>>> ReadAsync)
{
    public static ForbiddenForm Of(IReadOnlyList<ForbiddenField> fields) =>
        new((http, form) => Task.FromResult(Read(fields, form, StaffLanguage.IsArabic(http.Request))));

    /// <summary>Says that the role does not allow what was asked for, with what was typed.</summary>
    public static async Task<PageResult> AnswerAsync(HttpContext http) =>
        await FindAsync(http) is { Count: > 0 } typed
            ? PageResult.For<ForbiddenFormPage>(StaffTexts.AccessDeniedTitle, typed, StatusCodes.Status403Forbidden)
            : PageResult.Notice(StaffTexts.AccessDeniedTitle, StaffTexts.AccessDenied, StatusCodes.Status403Forbidden);

    /// <summary>What somebody typed who is signed in and may not send it; nothing of a form of another site or person.</summary>
    private static async Task<IReadOnlyList<TypedText>> FindAsync(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<ForbiddenForm>() is not { } forbidden
            || !HttpMethods.IsPost(http.Request.Method)
            || StaffMember.Find(http.User) is null
            || http.Request.Headers["Sec-Fetch-Site"] != "same-origin"
            || await StaffFormReader.ReadAsync(http, metadata.GetMetadata<FormLimits>() ?? FormLimits.Small) is not ({ } fields, _)
            || !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
        )
            return [];
        return await forbidden.ReadAsync(http, new StaffForm(fields, isRefused: false));
    }

    private static IReadOnlyList<TypedText> Read(IReadOnlyList<ForbiddenField> fields, StaffForm form, bool arabic) =>
        [
            .. from field in fields
            let values = form.GetAll(field.Name).Where(value => !string.IsNullOrWhiteSpace(value)).ToList()
            where values.Count > 0
            let shown = values.Select(value => field.Describe?.Invoke(value)?.In(arabic) ?? value)
            select new TypedText(field.Title.In(arabic), string.Join(arabic ? "، " : ", ", shown)),
        ];
}
