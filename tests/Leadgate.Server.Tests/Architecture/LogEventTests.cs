using System.Reflection;
using System.Text.RegularExpressions;
using Leadgate.Server.Hosting;
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

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
