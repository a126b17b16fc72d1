namespace Leadgate.Contract.Bulks;

/// <summary>The errors of leads that wait for correction, grouped, those of the most leads first.</summary>
public sealed record OpenErrors
{
    /// <summary>The groups.</summary>
    public required IReadOnlyList<OpenError> Errors { get; init; }
}
