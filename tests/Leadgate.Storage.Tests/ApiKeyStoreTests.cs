using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>API keys; the same on every store.</summary>
[Promise("10.1")]
public abstract class ApiKeyStoreTests
{
    protected abstract StorePlace NewPlace();

    [Fact]
    public async Task A_key_is_kept_as_it_was_made_also_after_a_restart()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        Assert.Empty(await store.Keys.ReadAsync(TestContext.Current.CancellationToken));
        var first = await store.Keys.AddAsync(
            Key("web-site") with
            {
                ExpiresAt = At(5),
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

        await place.CloseAsync();
        AssertSame([first, second], await (await place.OpenAsync()).Keys.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_keys_of_one_hash_cannot_be()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
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
    public async Task A_key_is_revoked_once_and_stays_so()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var key = await store.Keys.AddAsync(
            Key("a"),
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.False(
            await store.Keys.RevokeAsync(
                key.Id + 1,
                At(1),
                AuditEvent.FromCommand(AuditActions.KeyRevoke),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(
            await store.Keys.RevokeAsync(
                key.Id,
                At(1),
                AuditEvent.FromCommand(AuditActions.KeyRevoke),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(
            await store.Keys.RevokeAsync(
                key.Id,
                At(2),
                AuditEvent.FromCommand(AuditActions.KeyRevoke),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(At(1), Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)).RevokedAt);
    }

    [Fact]
    [Promise("10.4")]
    public async Task Limits_are_kept_and_changed_one_by_one_with_a_line_in_the_trail()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        var made = await store.Keys.AddAsync(
            Key("a") with
            {
                RequestsPerMinute = 5,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((5, null), await LimitsAsync());
        Assert.Equal((5, 70), Of(await LimitAsync(made.Id, new ApiKeyLimitChange(null, new PerMinuteLimit(70)))));
        Assert.Equal((null, 70), Of(await LimitAsync(made.Id, new ApiKeyLimitChange(new PerMinuteLimit(null), null))));
        Assert.Equal(
            (ApiKey.MaxPerMinute, null),
            Of(await LimitAsync(made.Id, new ApiKeyLimitChange(new PerMinuteLimit(ApiKey.MaxPerMinute), new PerMinuteLimit(null))))
        );
        Assert.Equal((ApiKey.MaxPerMinute, null), await LimitsAsync());
        Assert.Null(await LimitAsync(made.Id + 1, new ApiKeyLimitChange(new PerMinuteLimit(1), null)));
        Assert.Equal(
            ["leads 70", "requests default", $"requests {ApiKey.MaxPerMinute} leads default"],
            (await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Action == AuditActions.KeyLimit)
                .Select(entry => entry.Event.Detail)
        );

        Task<ApiKey?> LimitAsync(long id, ApiKeyLimitChange change) =>
            store.Keys.SetLimitsAsync(
                id,
                change,
                AuditEvent.FromCommand(AuditActions.KeyLimit, detail: change.ToString()),
                TestContext.Current.CancellationToken
            );

        async Task<(int?, int?)> LimitsAsync() => Of(Assert.Single(await store.Keys.ReadAsync(TestContext.Current.CancellationToken)));

        static (int?, int?) Of(ApiKey? key) => (key!.RequestsPerMinute, key.LeadsPerMinute);
    }

    [Fact]
    public async Task The_last_use_only_moves_forward()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
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
    public async Task A_search_can_be_held_to_what_one_sender_sent()
    {
        await using var place = NewPlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk("k", caller: "a"), TestContext.Current.CancellationToken);
        await store.AppendAsync(Some.Bulk("k", caller: "b"), TestContext.Current.CancellationToken);
        await store.AppendAsync(new NewBulk(Some.Checked(Some.Lead(("priority", null))), "b", null), TestContext.Current.CancellationToken);
        Assert.Equal(["b", "b"], await SendersAsync(new LeadQuery { CreatedBy = "b" }));
        Assert.Equal(["b"], await SendersAsync(new LeadQuery { CreatedBy = "b", IsError = true }));
        Assert.Empty(await SendersAsync(new LeadQuery { CreatedBy = "c" }));
        Assert.Equal(3, (await SendersAsync(new LeadQuery())).Count);

        async Task<List<string>> SendersAsync(LeadQuery query) =>
            [
                .. (await store.FindLeadsAsync(query, Some.Catalog, TestContext.Current.CancellationToken)).Select(lead =>
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
