using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>Makes keys, for the command line and the API alike.</summary>
internal static class ApiKeyIssuer
{
    /// <summary>Makes and keeps a key.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="environment"><c>TEST</c> or <c>PROD</c>.</param>
    /// <param name="order">What is wanted; without faults, see <see cref="CreateKeyRequest.Validate"/>.</param>
    /// <param name="audit">Who makes it and from where, for the trail.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IssuedApiKey> IssueAsync(
        ILeadStore store,
        string environment,
        CreateKeyRequest order,
        AuditEvent audit,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var text = ApiKeyToken.Generate(environment);
        _ = ScopeNames.TryParse(order.Scopes, out var scopes);
        var key = new ApiKey
        {
            Name = order.Name,
            Scopes = scopes,
            Hint = ApiKeyToken.GetHint(text),
            Hash = ApiKeyToken.Hash(text),
            CreatedAt = WireTime.TruncateToMilliseconds(now.UtcDateTime),
            ExpiresAt = order.ExpiresAt is { } expires ? WireTime.TruncateToMilliseconds(expires.UtcDateTime) : null,
            RequestsPerMinute = order.RequestsPerMinute,
            LeadsPerMinute = order.LeadsPerMinute,
        };
        return new IssuedApiKey(
            await store.Keys.AddAsync(key, audit with { Detail = string.Join(' ', ScopeNames.GetNames(scopes)) }, cancellation),
            text
        );
    }

    /// <summary>A moment as it is told everywhere, or null.</summary>
    /// <param name="moment">The moment, UTC.</param>
    public static string? Tell(DateTime? moment) => moment is { } utc ? WireTime.Format(utc) : null;
}
