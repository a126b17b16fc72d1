namespace Leadgate.Storage.Requests;

/// <summary>A request of an API key, as support needs to know it. Nothing of it is what was sent.</summary>
/// <param name="KeyId">The key; 0 for none that is known.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="Route">The template of its route, in which parts of the path have names.</param>
internal sealed record LoggedRequest(long KeyId, DateTime At, string Method, string Route, int Status)
{
    /// <summary>Its id, later ones being larger; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The name of the problem that it was answered with, or null.</summary>
    public string? Problem { get; init; }

    public required string TraceId { get; init; }

    /// <summary>The size of the body as it was announced, or null if it was not.</summary>
    public long? BodyBytes { get; init; }

    public int DurationMilliseconds { get; init; }

    /// <summary>The number of leads in its bulk, or null if there was none.</summary>
    public int? Leads { get; init; }

    public int? LeadsWithErrors { get; init; }

    /// <summary>Whether the service rejected it: for what it asked, or because of a failure.</summary>
    public bool IsRefused => Status >= 400;
}
