namespace Leadgate.Domain.Privacy;

/// <summary>A part of JSON that mentions a person.</summary>
/// <param name="Start">The offset in bytes.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="IsName">Whether it is the name of a property, and not a value.</param>
internal readonly record struct JsonCut(int Start, int Length, bool IsName);
