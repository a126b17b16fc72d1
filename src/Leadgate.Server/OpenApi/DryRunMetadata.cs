namespace Leadgate.Server.OpenApi;

/// <summary>The operation has the parameter <c>dryRun</c>.</summary>
/// <param name="Description">What the operation does then.</param>
internal sealed record DryRunMetadata(string Description);
