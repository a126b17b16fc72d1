using Leadgate.Contract.Problems;

namespace Leadgate.Server.OpenApi;

/// <summary>Problems that a route may answer with, besides those that its scope implies.</summary>
internal sealed record ProblemMetadata(IReadOnlyList<ProblemType> Types);
