namespace Leadgate.Domain.Privacy;

/// <summary>How surely a text mentions a person.</summary>
internal enum Mention
{
    None,

    /// <summary>
    /// The digits are part of more digits, or the address could be the end or the beginning of a longer one. It is erased from free texts,
    /// and never decides whom a lead belongs to.
    /// </summary>
    Possible,

    /// <summary>The whole phone number or the whole email address.</summary>
    Certain,
}
