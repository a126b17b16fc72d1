namespace Leadgate.Server.Console.Forms;

/// <summary>A form that was sent when the session had ended.</summary>
/// <param name="Path">The address that it was sent to.</param>
/// <param name="Fields">What was typed, without the antiforgery token.</param>
/// <param name="SentAt">In seconds since 1970.</param>
internal sealed record KeptForm(string Path, IReadOnlyList<KeptField> Fields, long SentAt);
