namespace Leadgate.Contract.FileImports;

/// <summary>What to say of a file besides sending it, as query parameters.</summary>
public sealed record ImportUploadRequest
{
    /// <summary>The name of the file.</summary>
    /// <example>showroom-november.xlsx</example>
    public string? Name { get; init; }
}
