using System.Text.Json;
using Leadgate.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>The log as JSON, and for the journal of systemd.</summary>
public sealed class LogFormatTests
{
    [Fact]
    public void Event_is_one_line_with_its_name_message_properties_trace_and_exception()
    {
        var logger = new FormattingLogger();
        var failure = new InvalidOperationException("First\nsecond");
        Leadgate.Server.Http.Log.UnhandledException(logger, "0af7651916cd43dd8448eb211c80319c", failure);
        var line = Assert.Single(logger.Lines);
        Assert.Equal('\n', line[^1]);
        Assert.DoesNotContain('\n', line[..^1]);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(
            ["timestamp", "level", "eventId", "event", "category", "message", "traceId", "properties", "exception"],
            json.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(("error", 103), (json.GetProperty("level").GetString(), json.GetProperty("eventId").GetInt32()));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", json.GetProperty("traceId").GetString());
        Assert.Equal("UnhandledException", json.GetProperty("event").GetString());
        Assert.Contains("First\nsecond", json.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8:1234", "socket:[1234]", true)]
    [InlineData("8:1234", "socket:[5]", false)]
    [InlineData("8:1234", "pipe:[1234]", false)]
    [InlineData("8:1234", null, false)]
    [InlineData(null, "socket:[1234]", false)]
    [InlineData("1234", "socket:[1234]", false)]
    public void Output_is_the_journal_only_if_it_is_the_stream_that_systemd_names(string? variable, string? target, bool isJournal) =>
        Assert.Equal(isJournal, Journal.IsStream(variable, target));

    [Fact]
    public void Levels_have_the_numbers_of_syslog() =>
        Assert.Equal(
            ["<7>", "<7>", "<6>", "<4>", "<3>", "<2>"],
            Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None).Select(Journal.GetPrefix)
        );

    private sealed class FormattingLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            using var text = new StringWriter();
            var entry = new LogEntry<TState>(logLevel, "Leadgate", eventId, state, exception, formatter);
            new JsonLogFormatter(TimeProvider.System).Write(entry, null, text);
            Lines.Add(text.ToString());
        }
    }
}
