using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>API keys, on every engine.</summary>
[Promise("10.1")]
public abstract class ApiKeyStoreTests
{
    protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Api_key_is_stored_unchanged_and_survives_a_restart()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        Assert.Empty(await store.Keys.ReadAsync(TestContext.Current.CancellationToken));
        var first = await store.Keys.AddAsync(
            Key("web-site") with
            {
                ExpiresAt = At(5),
                Preferences = new KeyPreferences(IsStrict: true, WantsRepresentation: false),
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        var second = await store.Keys.AddAsync(
            Key("موقع", Scopes.Admin),
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((1, 2), (first.Id, second.Id));

        await database.CloseAsync();
        AssertSame([first, second], await (await database.OpenAsync()).Keys.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Second_key_with_the_same_hash_is_rejected()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var key = Key("a");
        await store.Keys.AddAsync(key, AuditEvent.FromCommand(AuditActions.KeyCreate), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            store.Keys.AddAsync(
                key with
                {
                    Name = "b",
                },
                AuditEvent.FromCommand(AuditActions.KeyCreate),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_several_requests_for_one_key_at_once_one_creates_it()
    {
        await using var database = CreateDatabase();
        var (one, two) = (await database.OpenAsync(), await database.OpenAsync());
        var audit = AuditEvent.FromCommand(AuditActions.KeyCreate);
        var old = await one.Keys.AddAsync(Key("web"), audit, TestContext.Current.CancellationToken);
        var created = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? one : two).Keys.TryAddAsync(Key("web"), old.Id, audit, TestContext.Current.CancellationToken)
                    )
                )
        );
        Assert.Single(created, key => key is not null);
        Assert.Equal(2, (await one.Keys.ReadAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Revoking_a_key_again_keeps_the_first_time()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var key = await store.Keys.AddAsync(
            Key("a"),
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.False(await RevokeAsync(key.Id + 1, 1));
        Assert.True(await RevokeAsync(key.Id, 1));
        Assert.True(await RevokeAsync(key.Id, 2));
        Assert.Equal(At(1), Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).RevokedAt);

        Task<bool> RevokeAsync(long id, int at) =>
            store.Keys.RevokeAsync(id, At(at), AuditEvent.FromCommand(AuditActions.KeyRevoke), TestContext.Current.CancellationToken);
    }

    [Fact]
    [Promise("10.4")]
    public async Task Limits_change_one_by_one_with_an_audit_entry()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var made = await store.Keys.AddAsync(
            Key("a") with
            {
                RequestsPerMinute = 5,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((5, null), await LimitsAsync());
        Assert.Equal((5, 70), Of(await LimitAsync(made.Id, new ApiKeyChange(null, new PerMinuteLimit(70)))));
        Assert.Equal((null, 70), Of(await LimitAsync(made.Id, new ApiKeyChange(new PerMinuteLimit(null), null))));
        Assert.Equal(
            (ApiKey.MaxPerMinute, null),
            Of(await LimitAsync(made.Id, new ApiKeyChange(new PerMinuteLimit(ApiKey.MaxPerMinute), new PerMinuteLimit(null))))
        );
        Assert.Equal((ApiKey.MaxPerMinute, null), await LimitsAsync());
        Assert.Null(await LimitAsync(made.Id + 1, new ApiKeyChange(new PerMinuteLimit(1), null)));

        // Preferences and limits do not touch each other.
        var both = new KeyPreferences(IsStrict: true, WantsRepresentation: true);
        var preferring = await LimitAsync(made.Id, new ApiKeyChange(null, null, both));
        Assert.Equal((both, ApiKey.MaxPerMinute), (preferring!.Preferences, preferring.RequestsPerMinute));
        Assert.Equal(both, (await LimitAsync(made.Id, new ApiKeyChange(new PerMinuteLimit(9), null)))!.Preferences);
        Assert.Equal(KeyPreferences.None, (await LimitAsync(made.Id, new ApiKeyChange(null, null, KeyPreferences.None)))!.Preferences);
        Assert.Equal(
            [
                "leads 70",
                "requests default",
                $"requests {ApiKey.MaxPerMinute} leads default",
                "prefer handling=strict, return=representation",
                "requests 9",
                "prefer nothing",
            ],
            (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Action == AuditActions.KeyLimit)
                .Select(entry => entry.Event.Detail)
        );

        Task<ApiKey?> LimitAsync(long id, ApiKeyChange change) =>
            store.Keys.ChangeAsync(
                id,
                change,
                AuditEvent.FromCommand(AuditActions.KeyLimit, detail: change.ToString()),
                TestContext.Current.CancellationToken
            );

        async Task<(int?, int?)> LimitsAsync() => Of(Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)));

        static (int?, int?) Of(ApiKey? key) => (key!.RequestsPerMinute, key.LeadsPerMinute);
    }

    [Fact]
    public async Task Last_use_only_moves_forward()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var (a, b) = (
            await store.Keys.AddAsync(Key("a"), AuditEvent.FromCommand(AuditActions.KeyCreate), TestContext.Current.CancellationToken),
            await store.Keys.AddAsync(Key("b"), AuditEvent.FromCommand(AuditActions.KeyCreate), TestContext.Current.CancellationToken)
        );
        await store.Keys.RecordUsesAsync(
            new Dictionary<long, DateTime>
            {
                [a.Id] = At(3),
                [b.Id] = At(1),
                [99] = At(1),
            },
            TestContext.Current.CancellationToken
        );
        await store.Keys.RecordUsesAsync(
            new Dictionary<long, DateTime> { [a.Id] = At(2), [b.Id] = At(4) },
            TestContext.Current.CancellationToken
        );
        Assert.Equal([At(3), At(4)], (await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).Select(key => key.LastUsedAt));
    }

    [Fact]
    [Promise("10.3")]
    public async Task Search_can_be_limited_to_one_sender()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk("k", caller: "a"), TestContext.Current.CancellationToken);
        await store.AppendAsync(TestData.Bulk("k", caller: "b"), TestContext.Current.CancellationToken);
        await store.AppendAsync(
            new NewBulk(TestData.Checked(TestData.Lead(("priority", null))), "b", null),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["b", "b"], await SendersAsync(new LeadQuery { CreatedBy = "b" }));
        Assert.Equal(["b"], await SendersAsync(new LeadQuery { CreatedBy = "b", IsError = true }));
        Assert.Empty(await SendersAsync(new LeadQuery { CreatedBy = "c" }));
        Assert.Equal(3, (await SendersAsync(new LeadQuery())).Count);

        async Task<List<string>> SendersAsync(LeadQuery query) =>
            [
                .. (await store.FindLeadsAsync(query, TestData.Catalog, TestContext.Current.CancellationToken)).Select(lead =>
                    lead.Origin.CreatedBy
                ),
            ];
    }

    private static ApiKey Key(string name, Scopes scopes = Scopes.LeadsWrite | Scopes.LeadsRead)
    {
        var text = ApiKeyToken.Generate("TEST");
        return new ApiKey
        {
            Name = name,
            Scopes = scopes,
            Hint = ApiKeyToken.GetHint(text),
            Hash = ApiKeyToken.Hash(text),
            CreatedAt = At(0),
        };
    }

    private static DateTime At(int hour) => new(2026, 3, 9, hour, 30, 15, 123, DateTimeKind.Utc);

    private static void AssertSame(IEnumerable<ApiKey> expected, IReadOnlyList<ApiKey> read)
    {
        Assert.Equal(expected.Select(key => Convert.ToHexString(key.Hash.Span)), read.Select(key => Convert.ToHexString(key.Hash.Span)));
        Assert.Equal(expected.Select(key => key with { Hash = default }), read.Select(key => key with { Hash = default }));
    }
}
