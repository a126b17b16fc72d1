namespace Leadgate.Server.OpenApi;

/// <summary>Marks a route whose responses have labels in the requested language.</summary>
internal sealed record LanguageMetadata;
