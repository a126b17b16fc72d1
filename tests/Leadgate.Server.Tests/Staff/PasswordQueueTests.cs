using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Whose password is hashed next, and who does not wait.</summary>
public sealed class PasswordQueueTests
{
    private readonly PasswordQueue _queue = new(concurrency: 1);

    [Fact]
    public async Task Attempts_of_one_address_wait_behind_those_of_others()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        var guesses = Enumerable.Range(2, 8).Select(recent => EnterAsync("192.0.2.1", recent)).ToList();
        var others = new[] { EnterAsync("192.0.2.2"), EnterAsync("192.0.2.3") };
        foreach (var next in (Task<bool>[])[others[0], others[1], guesses[0]])
        {
            Assert.False(next.IsCompleted);
            _queue.Leave();
            Assert.True(await next);
        }

        Assert.DoesNotContain(guesses.Skip(1), guess => guess.IsCompleted);
    }

    [Fact]
    public async Task Who_sends_many_attempts_at_once_waits_longest_however_early_they_came()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        var guesses = Enumerable.Range(0, 24).Select(i => EnterAsync($"192.0.2.{i}")).ToList();
        for (var i = 0; i < 24; i++)
            Assert.False(await EnterAsync($"192.0.2.{i}"));
        var owner = EnterAsync("198.51.100.1");
        Assert.False(await await Task.WhenAny(guesses));
        Assert.Equal(1, guesses.Count(guess => guess.IsCompleted));
        _queue.Leave();
        Assert.True(await owner);
    }

    [Fact]
    public async Task Attempt_without_a_place_is_turned_away_at_once()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        var waiting = Enumerable.Range(2, 8).Select(recent => EnterAsync("192.0.2.1", recent)).ToList();
        Assert.False(await EnterAsync("192.0.2.1", 10));

        // A place that became free is taken by the next attempt.
        _queue.Leave();
        Assert.True(await waiting[0]);
        waiting.Add(EnterAsync("192.0.2.1", 9));
        Assert.DoesNotContain(waiting.Skip(1), attempt => attempt.IsCompleted);
    }

    [Fact]
    public async Task Full_queue_takes_a_place_from_the_address_that_made_most_attempts()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        var waiting = Enumerable.Range(0, 24).Select(i => EnterAsync($"192.0.2.{i}", i == 7 ? 3 : 2)).ToList();
        Assert.False(await EnterAsync("198.51.100.1", 3));
        var first = EnterAsync("198.51.100.1");
        Assert.False(first.IsCompleted);
        Assert.False(await waiting[7]);
        Assert.Equal(1, waiting.Count(attempt => attempt.IsCompleted));
        _queue.Leave();
        Assert.True(await first);
    }

    [Fact]
    public async Task Known_devices_have_places_of_their_own_and_take_turns_with_others()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        var guesses = Enumerable.Range(0, 24).Select(i => EnterAsync($"192.0.2.{i}")).ToList();
        var devices = Enumerable.Range(0, 3).Select(i => EnterAsync(SignInSource.From(new KnownDevice($"{i}", 0)), 1)).ToList();
        foreach (var next in (Task<bool>[])[devices[0], guesses[0], devices[1], guesses[1], devices[2], guesses[2], guesses[3]])
        {
            Assert.False(next.IsCompleted);
            _queue.Leave();
            Assert.True(await next);
        }
    }

    [Fact]
    public async Task Attempt_whose_sender_left_gives_up_its_place()
    {
        Assert.True(await EnterAsync("192.0.2.1"));
        using var left = new CancellationTokenSource();
        var first = _queue.TryEnterAsync(SignInSource.From(IPAddress.Parse("192.0.2.2")), 1, left.Token);
        var second = EnterAsync("192.0.2.3");
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _queue.Leave();
        Assert.True(await second);
        _queue.Leave();
        Assert.True(await EnterAsync("192.0.2.4"));
    }

    [Fact]
    public async Task Sign_in_without_a_place_gets_429_with_a_page_and_is_not_counted()
    {
        using var hashing = new ManualResetEventSlim();

        // While the clock stands still, the address gets no further attempts.
        await using var server = await RunningServer.StartAsync(
            time: new FakeTimeProvider(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero)),
            change: builder =>
            {
                builder.Services.AddSingleton(new PasswordQueue(concurrency: 1));
                builder.Services.AddSingleton<IPasswordHasher<string>>(services => new WaitingHasher(
                    services.GetRequiredService<IOptions<PasswordHasherOptions>>(),
                    hashing
                ));
            }
        );
        using var browser = new StaffBrowser(server);
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(Routes.StaffSignIn));
        var attempts = Enumerable
            .Range(0, 12)
            .Select(i => browser.PostAsync(Routes.StaffSignIn + "?lang=ar", ("form", token), ("name", $"name{i}"), ("password", "wrong")))
            .ToList();

        // One is hashed, and eight wait.
        var open = attempts.ToList();
        while (open.Count > 9)
        {
            var busy = await Task.WhenAny(open);
            open.Remove(busy);
            var page = await busy;
            Assert.Equal((HttpStatusCode.TooManyRequests, "5"), (page.Status, page.Headers["Retry-After"]));
            Assert.Contains("عدد محاولات تسجيل الدخول كبير الآن", page.Text, StringComparison.Ordinal);
        }

        hashing.Set();
        Assert.All(await Task.WhenAll(open), page => Assert.Equal(HttpStatusCode.Forbidden, page.Status));

        // Twenty attempts of the address are counted; three were not evaluated.
        for (var i = 0; i < 11; i++)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync($"other{i}", "wrong")).Status);
        Assert.Contains("Too many failed sign-in attempts", (await browser.SignInAsync("last", "wrong")).Text, StringComparison.Ordinal);
    }

    private Task<bool> EnterAsync(string address, int recentAttempts = 1) =>
        EnterAsync(SignInSource.From(IPAddress.Parse(address)), recentAttempts);

    private Task<bool> EnterAsync(SignInSource source, int recentAttempts) =>
        _queue.TryEnterAsync(source, recentAttempts, TestContext.Current.CancellationToken).WaitAsync(Wait.Limit);

    /// <summary>Hashes nothing until it may.</summary>
    private sealed class WaitingHasher(IOptions<PasswordHasherOptions> options, ManualResetEventSlim mayHash)
        : PasswordHasher<string>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            mayHash.Wait();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
