using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Leadgate.Server.Console.Forms;

/// <summary>
/// Metadata of a route whose form is shown as text to whoever sent it and may not: the role may have been changed while they typed.
/// </summary>
/// <param name="ReadAsync">Finds what was typed, as people read it.</param>
internal sealed record ForbiddenForm(Func<HttpContext, StaffForm, Task<IReadOnlyList<TypedText>>> ReadAsync)
{
    /// <summary>What somebody typed who is signed in and may not send it; nothing of a form of another site or person.</summary>
    public static async Task<IReadOnlyList<TypedText>> FindAsync(HttpContext http)
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
}
