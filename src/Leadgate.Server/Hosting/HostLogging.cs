using Leadgate.Domain.Wire;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Hosting;

/// <summary>What is logged, and how it looks.</summary>
internal sealed class HostLogging
{
    private volatile bool _hasStarted;

    /// <summary>From now on, errors of the host and of Kestrel are logged as those of any other source.</summary>
    public void MarkStarted() => _hasStarted = true;

    public void Configure(ILoggingBuilder logging, LeadgateSettings settings)
    {
        ConfigureFormat(logging, settings.LogsJson);
        logging.Services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>, LogLevelChange>();
        logging.Services.AddOptions<LoggerFilterOptions>().Configure<CurrentSettings>(ConfigureLevel);

        // An error at startup is also thrown, and the command line reports it in one line. These would log it before that, with a stack
        // trace each.
        logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level => _hasStarted ? level >= LogLevel.Warning : level == LogLevel.Warning
        );
        logging.AddFilter(
            "Microsoft.AspNetCore.Server.Kestrel",
            level => _hasStarted ? level >= LogLevel.Warning : level is LogLevel.Warning or LogLevel.Error
        );

        // The warning that data protection keys are stored unencrypted: docs/decisions/0016 says why they are.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // The staff pages log failed sign-ins. These would do so too, with texts that a caller can choose.
        logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);

        // If this may log, the framework creates an activity for each request, which takes longer than answering a list request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    /// <summary>The framework's own events stay at warnings at every level: more of them would show paths and what was sent.</summary>
    private static void ConfigureLevel(LoggerFilterOptions options, CurrentSettings current)
    {
        var level = current.Value.LogLevel;
        options.MinLevel = level;
        options.AddFilter("Microsoft", Max(level, LogLevel.Warning));
        options.AddFilter("Microsoft.Hosting.Lifetime", Max(level, LogLevel.Information));

        static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
    }

    private static void ConfigureFormat(ILoggingBuilder logging, bool isJson)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = WireTime.TimestampFormat + " ";
        });
        logging.AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>();
        var format =
            isJson ? JsonLogFormatter.FormatterName
            : Journal.HasStandardOutput ? ConsoleFormatterNames.Systemd
            : ConsoleFormatterNames.Simple;

        // After what a library for services of systemd chooses.
        logging.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = format);
    }
}
