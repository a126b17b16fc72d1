using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>The end of the service when one of its background services fails.</summary>
public sealed class FailedServiceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Service_that_ends_with_an_error_is_a_failure_and_an_orderly_stop_is_not(bool fails)
    {
        using var folder = new TemporaryFolder();
        var settings = RunningServer.Settings("sqlite:" + folder.Path("leadgate.db"));
        await using var app = await LeadgateApp.BuildAsync(
            settings,
            TimeProvider.System,
            builder =>
                builder.Services.AddHostedService(services => new Ending(services.GetRequiredService<IHostApplicationLifetime>(), fails))
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        Assert.Equal(fails, LeadgateApp.HasFailedService(app));
    }

    private sealed class Ending(IHostApplicationLifetime lifetime, bool fails) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            if (fails)
                throw new InvalidOperationException("Invented.");
            lifetime.StopApplication();
        }
    }
}
