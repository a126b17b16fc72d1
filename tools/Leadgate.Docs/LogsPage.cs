using System.Globalization;
using System.Reflection;
using System.Text;
using Leadgate.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Docs;

/// <summary><c>docs/operations/logs.md</c>: the forms of the log, and every event with what it means and what to do.</summary>
internal static class LogsPage
{
    public static string Create()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The log

            The log goes to the standard output, a line for each event. Times are UTC. It has no personal data: leads are named by their
            ids, requests by their trace ID, and senders by the number of their key.

            `LEADGATE_LOG_LEVEL` is the least severe level that is logged: `debug`, `information`, `warning`, or `error`. Without `debug`
            there is no line for a request. A [reload](../settings.md#reload) changes the level while the service runs.
            `LEADGATE_LOG_FORMAT` is `text`:

            ```text
            2026-11-27T08:12:31.402Z warn: Leadgate[5] An API key is required, but none exists. To create one, run …
            ```

            or `json`, for collectors:

            ```text
            {"timestamp":"2026-11-27T08:12:31.402Z","level":"warning","eventId":5,"event":"NoApiKeys","message":"…", …}
            ```

            | member | contents |
            |---|---|
            | `timestamp` | UTC with milliseconds |
            | `level` | `debug`, `information`, `warning`, `error`, or `critical` |
            | `eventId`, `event` | the number and the name of the event; they do not change between versions. Filter by them |
            | `category` | the part of the program |
            | `message` | the text, as in the other form |
            | `traceId` | the request that it belongs to, if there is one that is known: the `Leadgate-Trace-Id` of its response |
            | `properties` | what the text was filled in with: `{"id":3,"scopes":"leads:write"}`; absent if there is nothing |
            | `exception` | the exception with its stack, if there was one |

            Under systemd, where the output goes to the journal, each line has its level in the notation of the journal, so that
            `journalctl -u leadgate -p warning` works, and a line of text has no time of its own. Members may be added to JSON later.

            Events below 1000 are Leadgate's. The framework adds its warnings and errors, and `Now listening on`, `Application started`, and
            `Application is shutting down` of `Microsoft.Hosting.Lifetime`.

            | event | name | level | text | what it means | what to do |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n")
        );
        foreach (var (name, log) in FindEvents())
        {
            var (meaning, action) = LogExplanations.All.GetValueOrDefault(log.EventId, ("", ""));
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {log.EventId} | `{name}` | {GetName(log.Level)} | {Escape(log.Message)} | {meaning} | {action} |\n"
            );
        }

        return page.ToString();
    }

    /// <summary>The events by their numbers.</summary>
    public static IReadOnlyList<(string Name, LoggerMessageAttribute Event)> FindEvents() =>
        [
            .. typeof(LeadgateApp)
                .Assembly.GetTypes()
                .SelectMany(type =>
                    type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                )
                .Select(method => (method.Name, Event: method.GetCustomAttribute<LoggerMessageAttribute>()!))
                .Where(found => found.Event is not null)
                .OrderBy(found => found.Event.EventId),
        ];

    private static string GetName(LogLevel level) => level.ToString().ToLowerInvariant();

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
