using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using ApiKey = Leadgate.Contract.Keys.ApiKey;
using StoredKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Access;

/// <summary>Lists, creates, changes, and revokes API keys (promise 10.1).</summary>
internal static class ApiKeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes
            .MapGroup("")
            .WithTags("Keys")
            .RequireScope(Scopes.Admin)
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Internal)
            .AddEndpointFilter(new InvalidBodyFilter());
        keys.MapGet(Routes.Keys, ListApiKeys).WithName("listApiKeys");
        keys.MapPost(Routes.Keys, CreateApiKey)
            .WithName("createApiKey")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.OutcomeUnknown);
        keys.MapPatch(Routes.Key, UpdateApiKey)
            .WithName("updateApiKey")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.KeyNotFound, ProblemType.OutcomeUnknown);
        keys.MapDelete(Routes.Key, RevokeApiKey).WithName("revokeApiKey").WithProblems(ProblemType.KeyNotFound, ProblemType.OutcomeUnknown);
    }

    /// <summary>List API keys</summary>
    /// <remarks>Every key, including revoked and expired ones. The secret text of a key is not stored and cannot be read again.</remarks>
    /// <response code="200">The keys.</response>
    internal static async Task<Ok<IReadOnlyList<ApiKey>>> ListApiKeys(
        HttpContext http,
        KeyAdministration keys,
        CancellationToken cancellation
    ) => TypedResults.Ok<IReadOnlyList<ApiKey>>([.. (await keys.ListAsync(http.Actor(), cancellation)).Select(ToContract)]);

    /// <summary>Create an API key</summary>
    /// <remarks>
    /// The response holds the secret text of the key, this once. Keys with the same name see the same leads, so that a new key can
    /// replace an old one without a gap.
    /// </remarks>
    /// <param name="body">The key to create.</param>
    /// <response code="201">The key was created.</response>
    [ResponseHeader(201, "Location", "The path of the key.", Routes.Keys + "/7")]
    internal static async Task<Results<Created<CreatedApiKey>, Problem>> CreateApiKey(
        [Members(
            "name, and optionally scopes, expiresAt, requestsPerMinute, leadsPerMinute, and preferences",
            "name، ومعه عند الحاجة scopes أو expiresAt أو requestsPerMinute أو leadsPerMinute أو preferences"
        )]
            RequestBody<CreateApiKeyRequest> body,
        HttpContext http,
        KeyAdministration keys,
        CancellationToken cancellation
    ) =>
        await keys.CreateAsync(body.Value ?? new CreateApiKeyRequest { Name = "" }, http.Actor(), cancellation) switch
        {
            CreateKeyOutcome.Created(var key, var text) => TypedResults.Created(
                string.Create(CultureInfo.InvariantCulture, $"{Routes.Keys}/{key.Id}"),
                ToContract(key, text)
            ),
            CreateKeyOutcome.Invalid(var reason) => new Problem(ProblemType.InvalidParameter, reason.English, reason.Arabic),
            _ => throw new UnreachableException(),
        };

    /// <summary>Change the rate limits or preferences of an API key</summary>
    /// <remarks>
    /// Changes take effect within two seconds; limits apply per node. What is omitted doesn't change; a limit of `null` is reset to the
    /// service's default.
    /// </remarks>
    /// <param name="id" example="website">
    /// The id of the key, or its name if no other valid key has it. A slash in the name is sent as `%2F`.
    /// </param>
    /// <param name="body">The new limits or preferences.</param>
    /// <response code="200">The key as it is now.</response>
    internal static async Task<Results<Ok<ApiKey>, Problem>> UpdateApiKey(
        string id,
        [Members("requestsPerMinute, leadsPerMinute, or preferences", "requestsPerMinute أو leadsPerMinute أو preferences")]
            RequestBody<UpdateApiKeyRequest> body,
        HttpContext http,
        KeyAdministration keys,
        CancellationToken cancellation
    ) =>
        await keys.ChangeAsync(id, body.Value ?? new UpdateApiKeyRequest(), http.Actor(), cancellation) switch
        {
            ChangeKeyOutcome.Changed(var key) => TypedResults.Ok(ToContract(key)),
            ChangeKeyOutcome.NotFound => NotFound,
            ChangeKeyOutcome.Ambiguous(var reference) => Ambiguous(reference),
            ChangeKeyOutcome.Invalid(var reason) => new Problem(ProblemType.InvalidParameter, reason.English, reason.Arabic),
            _ => throw new UnreachableException(),
        };

    /// <summary>Revoke an API key</summary>
    /// <remarks>All nodes reject the key within two seconds. Revoking a key again changes nothing.</remarks>
    /// <param name="id" example="website">
    /// The id of the key, or its name if no other valid key has it. A slash in the name is sent as `%2F`.
    /// </param>
    /// <response code="204">The key is revoked.</response>
    internal static async Task<Results<NoContent, Problem>> RevokeApiKey(
        string id,
        HttpContext http,
        KeyAdministration keys,
        CancellationToken cancellation
    ) =>
        await keys.RevokeAsync(id, http.Actor(), cancellation) switch
        {
            RevokeKeyOutcome.Revoked => TypedResults.NoContent(),
            RevokeKeyOutcome.NotFound => NotFound,
            RevokeKeyOutcome.Ambiguous(var reference) => Ambiguous(reference),
            _ => throw new UnreachableException(),
        };

    private static Problem Ambiguous(KeyReference.Ambiguous key) =>
        new(
            ProblemType.InvalidParameter,
            $"Several keys have this name. Use an id: {key.Numbers}.",
            $"لأكثر من مفتاح هذا الاسم. استخدم رقم أحدها: {key.Numbers}."
        )
        {
            Suggestions = [.. key.Ids.Select(id => id.ToString(CultureInfo.InvariantCulture))],
        };

    private static Problem NotFound { get; } =
        new(
            ProblemType.KeyNotFound,
            $"Use the id or name of a key. GET {Routes.Keys} lists all keys.",
            $"استخدم رقم أحد المفاتيح أو اسمه. يعرض {BidiText.Ltr("GET " + Routes.Keys)} جميع المفاتيح."
        );

    private static ApiKey ToContract(StoredKey key) =>
        new()
        {
            Id = key.Id,
            Name = key.Name,
            Scopes = ScopeNames.GetNames(key.Scopes),
            Hint = key.Hint,
            RequestsPerMinute = key.RequestsPerMinute,
            LeadsPerMinute = key.LeadsPerMinute,
            Preferences = key.Preferences.Names,
            CreatedAt = Utc.From(key.CreatedAt),
            ExpiresAt = Utc.From(key.ExpiresAt),
            RevokedAt = Utc.From(key.RevokedAt),
            LastUsedAt = Utc.From(key.LastUsedAt),
        };

    private static CreatedApiKey ToContract(StoredKey key, string text) =>
        new()
        {
            Id = key.Id,
            Key = text,
            Name = key.Name,
            Scopes = ScopeNames.GetNames(key.Scopes),
            Hint = key.Hint,
            RequestsPerMinute = key.RequestsPerMinute,
            LeadsPerMinute = key.LeadsPerMinute,
            Preferences = key.Preferences.Names,
            CreatedAt = Utc.From(key.CreatedAt),
            ExpiresAt = Utc.From(key.ExpiresAt),
            RevokedAt = Utc.From(key.RevokedAt),
            LastUsedAt = Utc.From(key.LastUsedAt),
        };
}
