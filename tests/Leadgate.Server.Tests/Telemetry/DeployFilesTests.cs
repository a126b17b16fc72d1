using System.Diagnostics;
using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>
/// The dashboard and the alert rules. That every metric in them exists is verified where a service is scraped: <see cref="ScrapeTests"/>.
/// </summary>
public sealed partial class DeployFilesTests
{
    [Fact]
    public void Every_alert_has_a_runbook_a_test_and_the_address_of_its_runbook()
    {
        var sections = Section()
            .Matches(Repository.Read("docs", "operations", "runbooks.md"))
            .Select(section => section.Groups["name"].Value);
        Assert.Equal(DeployFiles.AlertNames, sections);
        Assert.Equal(
            DeployFiles.AlertNames.Select(name => "/docs/operations/runbooks#" + name.ToLowerInvariant()),
            RunbookUrl().Matches(DeployFiles.Alerts).Select(url => url.Groups["url"].Value)
        );
        var tests =
            Repository.Read("deploy", "prometheus", "alerts_test.yaml") + Repository.Read("deploy", "prometheus", "alerts_week_test.yaml");
        Assert.All(
            DeployFiles.AlertNames,
            name => Assert.Contains($"alertname: {name}\n        exp_alerts:", tests, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_panel_of_the_dashboard_has_a_place_a_title_and_a_query()
    {
        var panels = DeployFiles.Dashboard.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.GetProperty("id").GetInt32()).Count());
        Assert.All(
            panels,
            panel =>
            {
                Assert.NotEmpty(panel.GetProperty("title").GetString()!);
                var place = panel.GetProperty("gridPos");
                Assert.InRange(place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32(), 1, 24);
                if (panel.GetProperty("type").GetString() != "row")
                    Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
            }
        );
        Assert.Contains("leadgate_leads_accepted_total", DeployFiles.Metrics);
        Assert.Contains("http_server_request_duration_seconds_bucket", DeployFiles.Metrics);
    }

    [Theory]
    [InlineData("check", "rules", "alerts.yaml")]
    [InlineData("test", "rules", "alerts_test.yaml", "alerts_week_test.yaml")]
    public async Task Promtool_accepts_the_rules_and_their_tests(params string[] arguments)
    {
        Process promtool;
        try
        {
            promtool = Process.Start(
                new ProcessStartInfo("promtool", arguments)
                {
                    WorkingDirectory = Repository.Path("deploy", "prometheus"),
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip("promtool is not installed (package prometheus).");
            return;
        }

        using (promtool)
        {
            var output = promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(promtool.ExitCode == 0, await output + error);
        }
    }

    [GeneratedRegex("^## (?<name>Leadgate[A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("runbook_url: (?<url>.*)")]
    private static partial Regex RunbookUrl();
}
