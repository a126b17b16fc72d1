using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Problems;
using Microsoft.AspNetCore.OpenApi;

namespace Leadgate.Server.OpenApi;

/// <summary>The names of schemas, after which clients name their classes.</summary>
internal static class SchemaNames
{
    public const string Problem = "Problem";
    public const string Issue = "Issue";

    /// <summary>Names a schema after its record, with the exceptions given here.</summary>
    /// <returns>The name, or null for a schema that stands where it is used.</returns>
    public static string? Create(JsonTypeInfo type) =>
        type.Type == typeof(ProblemDetails) ? Problem
        : type.Type == typeof(LeadIssue) ? Issue
        : type.Type == typeof(RateLimitChange) || type.Type == typeof(JsonElement) ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
