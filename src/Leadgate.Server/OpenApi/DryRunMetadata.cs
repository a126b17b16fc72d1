namespace Leadgate.Server.OpenApi;

/// <summary>The operation has the parameter <c>dryRun</c>.</summary>
internal sealed record DryRunMetadata;
