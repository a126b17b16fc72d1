using Leadgate.Server.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>Finds everything that a start of the service would fail on or warn of, in its words, and starts nothing.</summary>
internal sealed class ConfigurationCheck(LeadgateSettings settings) : ILogger
{
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    /// <summary>What keeps the service from starting, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <param name="faults">What is known to be wrong with the settings.</param>
    /// <param name="isOffline">Whether the database is left out.</param>
    public async Task RunAsync(IReadOnlyList<string> faults, bool isOffline, CancellationToken cancellation)
    {
        _faults.AddRange(faults);
        Try(LeadgateApp.RequireUnicodeData);
        StartWarnings.Report(settings, HostConfiguration.FindIgnoredVariables(), this);
        CheckAuditFiles();
        CheckCertificates();

        // An address that is invalid has been replaced, and is not the one that the service would use.
        if (!isOffline && faults.Count == 0)
            await CheckDatabaseAsync(cancellation);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _warnings.Add(formatter(state, exception));

    private void Try(Action check)
    {
        try
        {
            check();
        }
        catch (Exception e) when (e is StoreSetupException or IOException or UnauthorizedAccessException)
        {
            _faults.Add(e.Message);
        }
    }

    private void CheckAuditFiles()
    {
        Try(() => AuditKeyFile.Find(settings.AuditFiles)?.Dispose());
        Try(() =>
        {
            if (File.Exists(settings.AuditFiles.Checkpoints))
                new FileStream(settings.AuditFiles.Checkpoints, FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
        });
    }

    /// <summary>Only that they can be read: what they hold, the framework knows.</summary>
    private void CheckCertificates()
    {
        foreach (var name in HostConfiguration.CertificateFiles)
        {
            var path = Environment.GetEnvironmentVariable(name) ?? settings.FrameworkValues.GetValueOrDefault(name);
            if (path is { Length: > 0 })
                Try(() => File.OpenRead(path).Dispose());
        }
    }

    private async Task CheckDatabaseAsync(CancellationToken cancellation)
    {
        var database = settings.Database;
        if (database.Scheme == StoreAddress.Sqlite && !File.Exists(database.Rest))
        {
            _warnings.Add($"The database file {database.Rest} does not exist. The start creates it.");
            return;
        }

        try
        {
            if (await database.FindDurabilityRiskAsync(cancellation) is { } risk)
                (settings.Environment == "PROD" ? _faults : _warnings).Add(risk);
            await database
                .Open(TimeProvider.System, new StoreOptions { ReportMigration = (from, to) => throw new EarlierSchemaException(from, to) })
                .DisposeAsync();
        }
        catch (EarlierSchemaException e)
        {
            _warnings.Add(e.Message);
        }
        catch (Exception e) when (e is StoreSetupException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            _faults.Add(e.Message);
        }
    }

    /// <summary>Ends the opening of a store before its schema is changed.</summary>
    private sealed class EarlierSchemaException(int from, int to)
        : Exception(FormattableString.Invariant($"The database has schema {from} and this program needs {to}. The start migrates it."));
}
