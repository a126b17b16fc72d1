namespace Leadgate.Browser.Tests.Support;

/// <summary>The browser of a person.</summary>
internal sealed record VisitOptions
{
    public bool IsArabic { get; init; }

    public bool IsDark { get; init; }

    public int Width { get; init; } = 1280;

    public bool HasScripts { get; init; } = true;
}
