using System.Globalization;
using System.Text.RegularExpressions;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>A response of the metrics address in the text format of Prometheus.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> _values = [];

    private Scrape(string text)
    {
        Text = text;
        foreach (Match line in Sample().Matches(text))
        {
            var labels = Label()
                .Matches(line.Groups["labels"].Value)
                .Select(label => label.Value)
                .Where(label => !label.StartsWith("otel_scope_", StringComparison.Ordinal));
            var joined = string.Join(",", labels.Order(StringComparer.Ordinal));
            _values[line.Groups["name"].Value + (joined.Length > 0 ? $"{{{joined}}}" : "")] = double.Parse(
                line.Groups["value"].Value,
                CultureInfo.InvariantCulture
            );
        }
    }

    public string Text { get; }

    /// <summary>The series of a metric, each as <c>{label="value"} value</c>, without the labels of the library.</summary>
    public IReadOnlyList<string> GetSeries(string name) =>
        [
            .. _values
                .Where(series => series.Key.Split('{')[0] == name)
                .Select(series => string.Create(CultureInfo.InvariantCulture, $"{series.Key[name.Length..]} {series.Value}").Trim())
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The names of the labels that the series of a metric have.</summary>
    public IReadOnlyList<string> GetLabels(string name) =>
        [
            .. _values
                .Keys.Where(key => key.Split('{')[0] == name)
                .SelectMany(key => Label().Matches(key))
                .Select(label => label.Groups["name"].Value)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    public static async Task<Scrape> ReadAsync(Uri address)
    {
        using var client = new HttpClient();
        return new Scrape(await client.GetStringAsync(new Uri(address, "/metrics"), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>.*)\})? (?<value>[0-9.eE+-]+)$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<name>[a-z_]+)=""[^""]*""")]
    private static partial Regex Label();
}
