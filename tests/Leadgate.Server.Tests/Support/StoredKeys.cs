using Leadgate.Contract.Keys;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Tests.Support;

/// <summary>API keys that are created in a store as the command line does, unknown to a running service until it reads them.</summary>
internal static class StoredKeys
{
    public static async Task<CreateKeyOutcome.Created> CreateKeyAsync(this ILeadStore store, string name, params string[] scopes)
    {
        var request = new CreateApiKeyRequest { Name = name, Scopes = scopes };
        return Assert.IsType<CreateKeyOutcome.Created>(
            await CreateAdministration(store).CreateAsync(request, Actor.CommandLine, TestContext.Current.CancellationToken)
        );
    }

    public static async Task RevokeKeyAsync(this ILeadStore store, string name) =>
        Assert.IsType<RevokeKeyOutcome.Revoked>(
            await CreateAdministration(store).RevokeAsync(name, Actor.CommandLine, TestContext.Current.CancellationToken)
        );

    private static KeyAdministration CreateAdministration(ILeadStore store) =>
        new(
            store,
            new ApiKeyCache(store),
            RunningServer.Settings("sqlite:unused.db"),
            TimeProvider.System,
            NullLogger<KeyAdministration>.Instance
        );
}
