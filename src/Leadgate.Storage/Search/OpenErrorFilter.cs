namespace Leadgate.Storage.Search;

/// <summary>Which open errors are grouped (promise 11.4). A null is no condition.</summary>
internal sealed record OpenErrorFilter
{
    /// <summary>The name of the field as <see cref="Domain.Leads.OpenError.NormalizeField"/> returns it.</summary>
    public string? Field { get; init; }

    public string? Code { get; init; }

    /// <summary>The values of the sources, any of which matches.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    public string? Sender { get; init; }

    public int Limit { get; init; } = 20;
}
