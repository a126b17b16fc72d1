using System.Reflection;
using System.Text.RegularExpressions;
using Leadgate.Docs;
using Leadgate.Server.Hosting;
using Leadgate.Tests;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Architecture;

/// <summary>Log events, whose ids and texts operators use in filters.</summary>
public sealed partial class LogEventTests
{
    private static readonly List<LoggerMessageAttribute> Events = typeof(LeadgateApp)
        .Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>()
        .ToList();

    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = Events.ConvertAll(log => log.EventId);
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain(0, ids);
    }

    /// <summary>A text that is only a parameter would serve for several things, which a filter cannot tell apart.</summary>
    [Fact]
    public void Every_event_has_a_text_of_its_own() =>
        Assert.All(Events, log => Assert.NotEmpty(Parameter().Replace(log.Message, "").Trim(' ', '.', ':')));

    /// <summary>The page of the log is generated from the events and these explanations.</summary>
    [Fact]
    public void Every_event_is_explained_and_nothing_else_is() =>
        Assert.Equal(Events.Select(log => log.EventId).Order(), LogExplanations.All.Keys.Order());

    /// <summary>
    /// Filters and alerts of operators name events by number and name, so a change of either is one that they see. A number that is no
    /// longer used stays in the file.
    /// </summary>
    [Fact]
    public void Event_ids_and_names_stay_as_they_were()
    {
        var known = Repository
            .Read("tests", "Leadgate.Server.Tests", "Approved", "log-events.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(
            LogsPage.FindEvents().Select(found => FormattableString.Invariant($"{found.Event.EventId} {found.Name}")).Except(known)
        );
        Assert.Equal(known.Length, known.DistinctBy(line => line.Split(' ')[0]).Count());
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
