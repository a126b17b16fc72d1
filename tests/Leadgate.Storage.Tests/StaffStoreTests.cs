using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>Accounts, sessions and the keys that protect cookies, on every engine.</summary>
public abstract class StaffStoreTests
{
    private static readonly AuditEvent Audited = AuditEvent.FromCommand("test");

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Account_survives_a_restart_and_its_name_is_unique()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        Assert.Empty(await store.Staff.ReadAccountsAsync(Token));
        var (reem, badr) = (Account("reem", StaffRole.Admin), Account("بدر"));
        Assert.True(await store.Staff.AddAccountAsync(reem, Audited, Token));
        Assert.True(await store.Staff.AddAccountAsync(badr, Audited, Token));
        Assert.False(await store.Staff.AddAccountAsync(Account("reem"), Audited, Token));

        await database.CloseAsync();
        store = await database.OpenAsync();
        Assert.Equal([reem, badr], await store.Staff.ReadAccountsAsync(Token));
        Assert.Equal(reem, await store.Staff.FindAccountAsync("reem", Token));
        Assert.Null(await store.Staff.FindAccountAsync("ree", Token));
    }

    [Fact]
    public async Task New_password_ends_only_the_sessions_of_its_account()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem"), Audited, Token);
        await store.Staff.AddAccountAsync(Account("badr"), Audited, Token);
        await store.Staff.AddSessionAsync(Session(1, "reem"), At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(2, "badr"), At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(3, null), At(0), Audited, Token);

        Assert.False(await store.Staff.SetPasswordAsync("nobody", "new", At(2), Audited, Token));
        Assert.True(await store.Staff.SetPasswordAsync("reem", "new", At(2), Audited, Token));
        Assert.Equal(
            ("new", At(2)),
            (await store.Staff.FindAccountAsync("reem", Token)) is { } account ? (account.PasswordHash, account.PasswordSetAt) : default
        );
        Assert.Equal([false, true, true], await AreThereAsync(store, 1, 2, 3));

        // A session that another node began at the same time, with the old password, is not valid either.
        await store.Staff.AddSessionAsync(Session(4, "reem"), At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(5, "reem") with { CredentialEpoch = 1 }, At(0), Audited, Token);
        Assert.Equal([false, true], await AreThereAsync(store, 4, 5));
    }

    [Fact]
    public async Task Code_of_a_time_step_is_used_once_and_no_earlier_one_after_it()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem"), Audited, Token);
        await store.Staff.AddAccountAsync(Account("badr"), Audited, Token);
        await store.Staff.AddSessionAsync(Session(1, "reem"), At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(2, "badr"), At(0), Audited, Token);
        Assert.False(await store.Staff.UseTotpStepAsync("reem", 58_000_001, Token));
        Assert.False(await store.Staff.EnableTotpAsync("nobody", "secret", At(2), [], Audited, Token));
        Assert.True(await store.Staff.EnableTotpAsync("reem", "secret", At(2), [], Audited, Token));
        var account = await store.Staff.FindAccountAsync("reem", Token);
        Assert.Equal(("secret", At(2), 1), (account!.TotpSecret, account.TotpEnabledAt, account.CredentialEpoch));
        Assert.Equal([false, true], await AreThereAsync(store, 1, 2));

        // Of attempts at the same moment, on any node, one succeeds.
        var used = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Staff.UseTotpStepAsync("reem", 58_000_001, Token)));
        Assert.Single(used, isUsed => isUsed);
        Assert.False(await store.Staff.UseTotpStepAsync("reem", 58_000_000, Token));
        Assert.True(await store.Staff.UseTotpStepAsync("reem", 58_000_002, Token));

        Assert.True(await store.Staff.DisableTotpAsync("reem", Audited, Token));
        Assert.False(await store.Staff.DisableTotpAsync("reem", Audited, Token));
        Assert.Null((await store.Staff.FindAccountAsync("reem", Token))!.TotpSecret);
    }

    [Fact]
    public async Task Recovery_code_is_used_once_and_replaced_with_the_second_factor()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem"), Audited, Token);
        await store.Staff.AddAccountAsync(Account("badr"), Audited, Token);
        await store.Staff.EnableTotpAsync("reem", "secret", At(2), [Hash(1), Hash(2)], Audited, Token);
        await store.Staff.EnableTotpAsync("badr", "secret", At(2), [Hash(1)], Audited, Token);
        Assert.False(await store.Staff.UseRecoveryCodeAsync("reem", Hash(3), Audited, Token));
        var used = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => store.Staff.UseRecoveryCodeAsync("reem", Hash(1), Audited, Token))
        );
        Assert.Single(used, isUsed => isUsed);
        Assert.True(await store.Staff.UseRecoveryCodeAsync("badr", Hash(1), Audited, Token));

        await store.Staff.EnableTotpAsync("reem", "another", At(3), [Hash(4), Hash(5)], Audited, Token);
        Assert.False(await store.Staff.UseRecoveryCodeAsync("reem", Hash(2), Audited, Token));
        Assert.True(await store.Staff.UseRecoveryCodeAsync("reem", Hash(4), Audited, Token));
        await store.Staff.DisableTotpAsync("reem", Audited, Token);
        Assert.False(await store.Staff.UseRecoveryCodeAsync("reem", Hash(5), Audited, Token));
    }

    [Fact]
    public async Task Disabled_account_has_no_sessions_and_keeps_the_first_time()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem"), Audited, Token);
        await store.Staff.AddSessionAsync(Session(1, "reem"), At(0), Audited, Token);
        Assert.False(await store.Staff.SetDisabledAsync("nobody", At(2), Audited, Token));
        Assert.True(await store.Staff.SetDisabledAsync("reem", At(2), Audited, Token));
        Assert.True(await store.Staff.SetDisabledAsync("reem", At(3), Audited, Token));
        Assert.Equal(At(2), (await store.Staff.FindAccountAsync("reem", Token))!.DisabledAt);
        Assert.Equal([false], await AreThereAsync(store, 1));

        // A session that another node began at the same time is not valid either, even after the account is enabled.
        await store.Staff.AddSessionAsync(Session(2, "reem"), At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(3, "reem") with { CredentialEpoch = 2 }, At(0), Audited, Token);
        Assert.Equal([false, false], await AreThereAsync(store, 2, 3));
        Assert.True(await store.Staff.SetDisabledAsync("reem", null, Audited, Token));
        Assert.Null((await store.Staff.FindAccountAsync("reem", Token))!.DisabledAt);
        Assert.Equal([false, true], await AreThereAsync(store, 2, 3));
    }

    [Fact]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays()
    {
        await using var database = CreateDatabase();
        var (one, two) = (await database.OpenAsync(), await database.OpenAsync());
        await one.Staff.AddAccountAsync(Account("reem", StaffRole.Admin), Audited, Token);
        await one.Staff.AddAccountAsync(Account("badr", StaffRole.Admin), Audited, Token);
        await one.Staff.AddAccountAsync(Account("noura", StaffRole.Agent), Audited, Token);
        var done = await Task.WhenAll(
            Task.Run(() => one.Staff.SetDisabledAsync("reem", At(2), Audited, Token, keepsAnAdmin: true)),
            Task.Run(() => two.Staff.SetRoleAsync("badr", StaffRole.Admin, StaffRole.Viewer, keepsAnAdmin: true, Audited, Token))
        );
        Assert.Equal([false, true], done.Order());
        var accounts = await one.Staff.ReadAccountsAsync(Token);
        var left = Assert.Single(accounts, account => account is { Role: StaffRole.Admin, DisabledAt: null }).Name;

        // Whoever does not ask for it, as the command line, is not stopped; others are changed in any case.
        Assert.True(await one.Staff.SetDisabledAsync("noura", At(2), Audited, Token, keepsAnAdmin: true));
        Assert.False(await one.Staff.SetRoleAsync("noura", StaffRole.Viewer, StaffRole.Admin, keepsAnAdmin: true, Audited, Token));
        Assert.True(await one.Staff.SetDisabledAsync(left, At(2), Audited, Token));
    }

    [Fact]
    public async Task Of_several_first_accounts_at_once_one_is_stored()
    {
        await using var database = CreateDatabase();
        var (one, two) = (await database.OpenAsync(), await database.OpenAsync());
        Assert.False(await one.Staff.HasAccountsAsync(Token));
        var stored = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? one : two).Staff.AddFirstAccountAsync(Account($"admin{i}", StaffRole.Admin), Audited, Token)
                    )
                )
        );
        Assert.Single(stored, isStored => isStored);
        Assert.Single(await one.Staff.ReadAccountsAsync(Token));
        Assert.True(await two.Staff.HasAccountsAsync(Token));
    }

    [Fact]
    public async Task Sessions_are_listed_until_they_end_and_all_of_somebody_end_together()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem", StaffRole.Agent), Audited, Token);
        await store.Staff.AddAccountAsync(Account("badr"), Audited, Token);
        foreach (var session in (StaffSession[])[Session(1, "reem"), Session(2, "badr"), Session(3, null)])
            await store.Staff.AddSessionAsync(session, At(0), Audited, Token);
        await store.Staff.RecordSeenAsync(Hash(2), At(3), Token);
        await store.Staff.SetPasswordAsync("badr", "new", At(2), Audited, Token);
        var listed = await store.Staff.ReadSessionsAsync(At(2), At(0), Token);
        Assert.Equal([Hash(1).ToArray(), Hash(3).ToArray()], listed.Select(session => session.IdHash.ToArray()));
        Assert.Equal(StaffRole.Agent, listed[0].Role);
        Assert.Empty(await store.Staff.ReadSessionsAsync(listed.Max(session => session.EndsAt), At(0), Token));
        Assert.Empty(await store.Staff.ReadSessionsAsync(At(2), At(2), Token));

        Assert.True(await store.Staff.EndSessionsOfAsync(listed[0].Actor, Audited, Token));
        Assert.False(await store.Staff.EndSessionsOfAsync(listed[0].Actor, Audited, Token));
        Assert.Equal([false, true], await AreThereAsync(store, 1, 3));
    }

    [Fact]
    public async Task Hash_is_replaced_only_while_it_is_unchanged()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem"), Audited, Token);
        await store.Staff.ReplaceHashAsync("reem", "another", "stronger", Token);
        Assert.Equal("hash of reem", (await store.Staff.FindAccountAsync("reem", Token))!.PasswordHash);
        await store.Staff.ReplaceHashAsync("reem", "hash of reem", "stronger", Token);
        Assert.Equal("stronger", (await store.Staff.FindAccountAsync("reem", Token))!.PasswordHash);
    }

    [Fact]
    public async Task Session_is_found_by_its_hash_and_ends()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddAccountAsync(Account("reem", StaffRole.Agent), Audited, Token);
        var (local, foreign) = (Session(1, "reem"), Session(2, null));
        await store.Staff.AddSessionAsync(local, At(0), Audited, Token);
        await store.Staff.AddSessionAsync(foreign, At(0), Audited, Token);

        // The role of an account is read from the account; otherwise it is the role of the sign-in.
        AssertSame(local with { Role = StaffRole.Agent }, await store.Staff.FindSessionAsync(local.IdHash, Token));
        AssertSame(foreign, await store.Staff.FindSessionAsync(foreign.IdHash, Token));

        await store.Staff.RecordSeenAsync(foreign.IdHash, At(3), Token);
        await store.Staff.RecordSeenAsync(foreign.IdHash, At(2), Token);
        AssertSame(foreign with { SeenAt = At(3) }, await store.Staff.FindSessionAsync(foreign.IdHash, Token));
        await store.Staff.EndSessionAsync(foreign.IdHash, Audited, Token);
        await store.Staff.EndSessionAsync(foreign.IdHash, Audited, Token);
        Assert.Equal([true, false], await AreThereAsync(store, 1, 2));
    }

    [Fact]
    public async Task Ended_sessions_are_deleted_when_another_begins()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await store.Staff.AddSessionAsync(Session(1, null) with { EndsAt = At(5) }, At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(2, null) with { EndsAt = At(20) }, At(0), Audited, Token);
        await store.Staff.AddSessionAsync(Session(3, null) with { EndsAt = At(20), SeenAt = At(4) }, At(0), Audited, Token);
        await store.Staff.AddSessionAsync(
            Session(4, null) with
            {
                CreatedAt = At(5),
                SeenAt = At(5),
                EndsAt = At(20),
            },
            At(4),
            Audited,
            Token
        );
        Assert.Equal([false, false, true, true], await AreThereAsync(store, 1, 2, 3, 4));
    }

    [Fact]
    public async Task First_protection_key_with_a_number_wins()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        Assert.Empty(await store.Staff.ReadProtectionKeysAsync(Token));
        await store.Staff.AddProtectionKeyAsync(1, "<key a=\"1\"/>", At(1), Token);
        await store.Staff.AddProtectionKeyAsync(1, "<key b=\"1\"/>", At(1), Token);
        await store.Staff.AddProtectionKeyAsync(2, "<key c=\"1\"/>", At(1), Token);
        Assert.Equal(["<key a=\"1\"/>", "<key c=\"1\"/>"], await store.Staff.ReadProtectionKeysAsync(Token));
    }

    [Fact]
    public async Task Audit_trail_has_an_entry_for_each_change_and_no_other()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var before = await store.Audit.ReadLastIdAsync(Token);
        Assert.True(await store.Staff.AddAccountAsync(Account("reem"), Audited with { Detail = "1" }, Token));
        Assert.False(await store.Staff.AddAccountAsync(Account("reem"), Audited with { Detail = "again" }, Token));
        Assert.False(await store.Staff.SetPasswordAsync("nobody", "x", At(1), Audited with { Detail = "nobody" }, Token));
        Assert.True(await store.Staff.SetPasswordAsync("reem", "x", At(1), Audited with { Detail = "2" }, Token));
        await store.Staff.AddSessionAsync(Session(1, "reem"), At(0), Audited with { Detail = "3" }, Token);
        await store.Staff.EndSessionAsync(Hash(1), Audited with { Detail = "4" }, Token);
        await store.Staff.EndSessionAsync(Hash(1), Audited with { Detail = "again" }, Token);
        Assert.True(await store.Staff.SetDisabledAsync("reem", At(1), Audited with { Detail = "5" }, Token));
        Assert.Equal(["1", "2", "3", "4", "5"], (await store.Audit.ReadAsync(before, 100, Token)).Select(entry => entry.Event.Detail));
    }

    [Fact]
    public async Task Views_belong_to_one_person_and_survive_a_restart()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        for (var i = 0; i < StaffView.MaxPerPerson; i++)
            Assert.True(await store.Staff.SaveViewAsync("staff:reem", new StaffView($"{i:00}", "state=all"), At(1), Audited, Token));
        Assert.False(await store.Staff.SaveViewAsync("staff:reem", new StaffView("more", "state=all"), At(1), Audited, Token));
        Assert.True(await store.Staff.SaveViewAsync("staff:reem", new StaffView("07", "state=waiting"), At(2), Audited, Token));
        Assert.True(await store.Staff.SaveViewAsync("oidc:1", new StaffView("07", "state=valid"), At(1), Audited, Token));
        Assert.False(await store.Staff.DeleteViewAsync("oidc:1", "08", Audited, Token));
        Assert.True(await store.Staff.DeleteViewAsync("staff:reem", "08", Audited, Token));

        await database.CloseAsync();
        store = await database.OpenAsync();
        var views = await store.Staff.ReadViewsAsync("staff:reem", Token);
        Assert.Equal(StaffView.MaxPerPerson - 1, views.Count);
        Assert.Equal([new StaffView("06", "state=all"), new("07", "state=waiting"), new("09", "state=all")], views.Skip(6).Take(3));
        Assert.Equal([new StaffView("07", "state=valid")], await store.Staff.ReadViewsAsync("oidc:1", Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StaffAccount Account(string name, StaffRole role = StaffRole.Viewer) =>
        new()
        {
            Name = name,
            Role = role,
            PasswordHash = "hash of " + name,
            CreatedAt = At(0),
            PasswordSetAt = At(0),
        };

    private static StaffSession Session(byte id, string? account) =>
        new()
        {
            IdHash = Hash(id),
            Actor = account is null ? "oidc:123" : "staff:" + account,
            DisplayName = account ?? "ريم",
            Account = account,
            Role = StaffRole.Viewer,
            CreatedAt = At(1),
            SeenAt = At(1),
            EndsAt = At(13),
        };

    private static byte[] Hash(byte id) => [.. Enumerable.Repeat(id, 32)];

    private static async Task<IReadOnlyList<bool>> AreThereAsync(ILeadStore store, params byte[] ids)
    {
        var there = new List<bool>();
        foreach (var id in ids)
            there.Add(await store.Staff.FindSessionAsync(Hash(id), Token) is not null);
        return there;
    }

    private static DateTime At(int hour) => new(2026, 3, 9, hour, 30, 15, 123, DateTimeKind.Utc);

    private static void AssertSame(StaffSession expected, StaffSession? read)
    {
        Assert.Equal(expected.IdHash.ToArray(), read!.IdHash.ToArray());
        Assert.Equal(expected with { IdHash = default }, read with { IdHash = default });
    }
}
