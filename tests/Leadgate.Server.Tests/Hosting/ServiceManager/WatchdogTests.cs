using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Leadgate.Server.Hosting.ServiceManager;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Hosting.ServiceManager;

/// <summary>What systemd is told, and when.</summary>
public sealed class WatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Systemd_is_told_that_the_service_is_ready_that_it_is_alive_and_that_it_stops()
    {
        using var socket = new NotifySocket();
        using var folder = new TemporaryFolder();
        await using var process = await ServiceProcess.StartAsync(
            "sqlite:" + folder.Path("leadgate.db"),
            [],
            addresses: 1,
            ("NOTIFY_SOCKET", socket.Path),
            ("WATCHDOG_USEC", "1000000")
        );
        Assert.Equal("READY=1", await socket.ReceiveAsync());
        Assert.Equal("WATCHDOG=1", await socket.ReceiveAsync());
        Assert.Equal("WATCHDOG=1", await socket.ReceiveAsync());
        using var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var last = await socket.ReceiveAsync();
        while (last == "WATCHDOG=1")
            last = await socket.ReceiveAsync();
        Assert.Equal("STOPPING=1", last);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_gives_no_sign_of_life()
    {
        var (time, notifier, lifetime) = (new FakeTimeProvider(), new RecordingNotifier(), CreateLifetime());
        var asked = Channel.CreateUnbounded<TaskCompletionSource<bool>>();
        using var watchdog = new Watchdog(notifier, Limit, Ask, lifetime, time, NullLogger<Watchdog>.Instance);
        await watchdog.StartAsync(TestContext.Current.CancellationToken);

        // Before the service listens, systemd does not count yet.
        Assert.False(asked.Reader.TryPeek(out _));
        lifetime.NotifyStarted();
        (await NextAsync()).SetResult(true);
        await notifier.Received.ReadAsync(TestContext.Current.CancellationToken);

        // One that fails, one that hangs until the next is due, and one that answers.
        time.Advance(Limit / 4);
        (await NextAsync()).SetResult(false);
        time.Advance(Limit / 4);
        var hanging = await NextAsync();
        time.Advance(Limit / 4);
        Assert.True(hanging.Task.IsCanceled);
        var answered = await NextAsync();
        Assert.False(notifier.Received.TryPeek(out _));
        answered.SetResult(true);
        await notifier.Received.ReadAsync(TestContext.Current.CancellationToken);
        await watchdog.StopAsync(TestContext.Current.CancellationToken);

        async Task<bool> Ask(CancellationToken cancellation)
        {
            var answer = new TaskCompletionSource<bool>();
            await using var registration = cancellation.Register(() => answer.TrySetCanceled(cancellation));
            asked.Writer.TryWrite(answer);
            return await answer.Task;
        }

        async Task<TaskCompletionSource<bool>> NextAsync() =>
            await asked.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Wait.Limit);
    }

    [Theory]
    [InlineData("60000000", null, 60)]
    [InlineData("60000000", "7", 60)]
    [InlineData("60000000", "8", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("18446744073709551615", null, null)]
    [InlineData(null, null, null)]
    public void The_time_is_what_systemd_gave_this_process(string? microseconds, string? processId, int? seconds)
    {
        var found = ServiceManagerRegistration.FindWatchdogTime(name => name == "WATCHDOG_USEC" ? microseconds : processId, processId: 7);
        Assert.Equal(seconds, (int?)found?.TotalSeconds);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::]:5080", "http://[::1]:5080/")]
    [InlineData("http://*:5080", "http://localhost:5080/")]
    [InlineData("https://+:5443", "https://localhost:5443/")]
    [InlineData("http://192.0.2.1:5080", "http://192.0.2.1:5080/")]
    public void The_service_reaches_itself_at_an_address_it_listens_on(string listening, string address) =>
        Assert.Equal(address, OwnAddress.From(listening).AbsoluteUri);

    private static ApplicationLifetime CreateLifetime() => new(NullLogger<ApplicationLifetime>.Instance);

    private sealed class RecordingNotifier : ISystemdNotifier
    {
        private readonly Channel<ServiceState> _states = Channel.CreateUnbounded<ServiceState>();

        public bool IsEnabled => true;

        public ChannelReader<ServiceState> Received => _states.Reader;

        public void Notify(ServiceState state) => _states.Writer.TryWrite(state);
    }
}
