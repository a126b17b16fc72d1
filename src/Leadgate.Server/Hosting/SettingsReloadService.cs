using System.Runtime.InteropServices;

namespace Leadgate.Server.Hosting;

/// <summary>Reads the settings again at SIGHUP. A second signal during a reload leads to one more.</summary>
internal sealed class SettingsReloadService(SettingsReload reload, ILogger<SettingsReloadService> log) : BackgroundService
{
    private readonly SemaphoreSlim _asked = new(0);
    private PosixSignalRegistration? _signal;

    /// <summary>From here on the signal does not end the process.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _signal = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP,
            signal =>
            {
                signal.Cancel = true;
                _asked.Release();
            }
        );
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _signal?.Dispose();
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _asked.WaitAsync(stoppingToken);
            try
            {
                await reload.RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No mistake in a file may stop the service, which must keep storing leads.
                Log.ReloadFailed(log, e);
            }
        }
    }
}
