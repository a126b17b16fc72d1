using System.Security.Cryptography;
using System.Text.Json;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Console.Forms;

/// <summary>
/// Keeps what somebody typed into a form and sent when the session had ended. The pages of the sign-in carry it, encrypted, and nothing is
/// stored. After sign-in it is sent again without a token, so that its page shows it and does nothing.
/// </summary>
internal sealed class KeptForms(IDataProtectionProvider protection, IOptions<AntiforgeryOptions> antiforgery, TimeProvider time)
{
    /// <summary>The field of the sign-in that carries the form.</summary>
    public const string Field = "kept";

    /// <summary>As JSON. A longer form is not kept; a lead has some 5,000.</summary>
    private const int MaxLength = 100_000;

    private readonly IDataProtector _protector = protection.CreateProtector("leadgate.staff.kept-form");

    /// <summary>Encrypts the form of a request without a session; null if it is not to be kept.</summary>
    public async Task<string?> KeepAsync(HttpContext http)
    {
        // Another site could otherwise put words into a form that somebody then saves.
        if (
            http.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<KeepsForm>() is null
            || http.Request.Headers["Sec-Fetch-Site"] != "same-origin"
            || await StaffFormReader.ReadAsync(http, metadata.GetMetadata<FormLimits>() ?? FormLimits.Small) is not ({ } form, _)
        )
            return null;

        // Signed in and out again: what was to be shown is the form of before.
        if (form[Field] is [{ Length: > 0 } carried] && Open(carried) is not null)
            return carried;
        var fields =
            from field in form
            where field.Key != antiforgery.Value.FormFieldName
            from value in field.Value
            select new KeptField(field.Key, value ?? "");
        var kept = new KeptForm(http.Request.Path, [.. fields], time.GetUtcNow().ToUnixTimeSeconds());
        var json = JsonSerializer.SerializeToUtf8Bytes(kept, KeptFormJson.Default.KeptForm);
        return json.Length <= MaxLength ? WebEncoders.Base64UrlEncode(_protector.Protect(json)) : null;
    }

    /// <summary>The form that a step of the sign-in carries, or null.</summary>
    public KeptForm? Find(HttpContext http) => http.Features.Get<StaffForm>()?.Get(Field) is { Length: > 0 } text ? Open(text) : null;

    private KeptForm? Open(string text)
    {
        try
        {
            var json = _protector.Unprotect(WebEncoders.Base64UrlDecode(text));
            return
                JsonSerializer.Deserialize(json, KeptFormJson.Default.KeptForm) is { } form
                && time.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(form.SentAt) + StaffSessions.MaxLifetime
                ? form
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
