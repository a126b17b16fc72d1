using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>
/// Metrics after valid leads, leads with errors and rejected requests. In a separate process, because meters belong to a process.
/// </summary>
public abstract class ScrapeTests(Engine engine) : EngineTests(engine)
{
    private const string Marked = "Marked Zaynab";

    [Fact]
    public async Task Metrics_count_exactly_what_was_sent()
    {
        using var folder = new TemporaryFolder();
        await using var database = Engine == Engine.Postgres ? await PostgresDatabase.CreateAsync() : null;
        var address = database?.Address ?? "sqlite:" + folder.Path("leadgate.db");
        var (writer, reader, revoked) = await CreateKeysAsync(address);
        await using var service = await ServiceProcess.StartAsync(
            address,
            [
                "--metrics-url",
                "http://127.0.0.1:0",
                "--leads-per-minute",
                "100",
                "--backup-folder",
                folder.Path("backups"),
                "--backup-every-minutes",
                "60",
            ],
            addresses: 2
        );
        var (website, showroom) = (TestData.Lead(("source", "Website"), ("subSource", "Live Chat")), TestData.Lead());

        Assert.Equal(200, await PostAsync(service, writer, TestData.Bulk(website, showroom, website)));
        Assert.Equal(
            200,
            await PostAsync(
                service,
                writer,
                TestData.Bulk(
                    TestData.Lead(("source", "website"), ("subSource", "Live Chat"), ("phoneNumber", "12"), ("priority", null)),
                    TestData.Lead(("source", Marked), ("firstName", Marked))
                )
            )
        );
        for (var i = 0; i < 2; i++)
            Assert.Equal(200, await PostAsync(service, writer, TestData.Bulk(showroom), (Headers.IdempotencyKey, Marked)));
        Assert.Equal(200, await PostAsync(service, writer, TestData.Bulk(showroom), query: "?dryRun=true"));
        Assert.Equal(
            422,
            await PostAsync(service, writer, TestData.Bulk(TestData.Lead(("priority", Marked))), (Headers.Prefer, "handling=strict"))
        );
        Assert.Equal(400, await PostAsync(service, writer, $$"""{"{{Marked}}": """));
        Assert.Equal(401, await PostAsync(service, ApiKeyToken.Generate("TEST"), TestData.Bulk(showroom)));
        Assert.Equal(401, await PostAsync(service, revoked, TestData.Bulk(showroom)));
        Assert.Equal(403, await PostAsync(service, reader, TestData.Bulk(showroom)));
        using (var lists = await service.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Unauthorized, lists.StatusCode);

        // A bulk far above the limit is accepted, and the next request has to wait.
        Assert.Equal(200, await PostAsync(service, writer, TestData.Bulk(Enumerable.Repeat(showroom, 1000))));
        Assert.Equal(429, await PostAsync(service, writer, TestData.Bulk(showroom)));

        Scrape scrape = null!;
        await Wait.UntilAsync(
            async () =>
            {
                scrape = await Scrape.ReadAsync(service.Addresses[1]);
                return scrape.GetSeries("leadgate_store_available").Count > 0
                    && scrape.GetSeries("leadgate_follower_lag_seconds").Count > 0
                    && scrape.GetSeries("leadgate_backup_age_seconds").Count > 0
                    && scrape.GetSeries("leadgate_bulks_refused_total").Contains("""{problem="too-many-requests"} 1""")
                    // These are counted when the response has been sent.
                    && scrape
                        .GetSeries("http_server_request_duration_seconds_count")
                        .Any(series =>
                            series.Contains("http_route=\"/api/v1/leads/bulks\"", StringComparison.Ordinal)
                            && series.Contains("\"429\"", StringComparison.Ordinal)
                        )
                    && scrape.GetSeries("leadgate_keys_refusals_total").Contains("""{key="1",status="429"} 1""")
                    // The services that work in the background write as well.
                    && scrape.GetSeries("leadgate_queue_bulks") is ["0"]
                    && scrape.GetSeries("leadgate_queue_size_bytes") is ["0"];
            },
            "The last rejection is not counted."
        );
        Assert.Equal(["""{source="Showroom"} 1002""", """{source="Website"} 2"""], scrape.GetSeries("leadgate_leads_accepted_total"));
        Assert.Equal(["""{source="Website"} 1""", """{source="unknown"} 1"""], scrape.GetSeries("leadgate_leads_with_errors_total"));
        Assert.Equal(
            [
                """{code="invalid-length",source="Website"} 1""",
                """{code="not-in-list",source="unknown"} 1""",
                """{code="required",source="Website"} 1""",
            ],
            scrape.GetSeries("leadgate_leads_errors_total")
        );
        Assert.Equal(["4"], scrape.GetSeries("leadgate_bulks_stored_total"));
        Assert.Equal(
            [
                """{problem="leads-have-errors"} 1""",
                """{problem="missing-scope"} 1""",
                """{problem="not-json"} 1""",
                """{problem="too-many-requests"} 1""",
                """{problem="unauthorized"} 2""",
            ],
            scrape.GetSeries("leadgate_bulks_refused_total")
        );
        Assert.Equal(
            [
                """{key="1",status="429"} 1""",
                """{key="2",status="403"} 1""",
                """{key="3",status="401"} 1""",
                """{key="none",status="401"} 2""",
            ],
            scrape.GetSeries("leadgate_keys_refusals_total")
        );
        Assert.All(
            ["leadgate_commit_bulks_count", "leadgate_commit_bulks_sum", "leadgate_commit_duration_seconds_count"],
            name => Assert.Equal(["4"], scrape.GetSeries(name))
        );
        Assert.Equal(["1"], scrape.GetSeries("leadgate_store_available"));
        Assert.NotEmpty(scrape.GetSeries("kestrel_active_connections"));
        Assert.NotEmpty(scrape.GetSeries("dotnet_process_memory_working_set_bytes"));
        Assert.DoesNotContain("Zaynab", scrape.Text, StringComparison.Ordinal);
        AssertDocumented(scrape);

        // The dashboard and the alerts use what there is.
        Assert.All(DeployFiles.Metrics, name => Assert.NotEmpty(scrape.GetSeries(name)));
    }

    /// <summary>Names, kinds and labels are those of docs/telemetry.md.</summary>
    private static void AssertDocumented(Scrape scrape)
    {
        Assert.NotEmpty(MetricRow.All);
        Assert.All(
            MetricRow.All,
            row =>
            {
                Assert.Contains($"# TYPE {row.InPrometheus} {row.Kind}\n", scrape.Text, StringComparison.Ordinal);
                Assert.Equal(
                    row.Labels.Order(StringComparer.Ordinal),
                    scrape.GetLabels(row.Kind == "histogram" ? row.InPrometheus + "_count" : row.InPrometheus)
                );
            }
        );
    }

    private static async Task<(string Writer, string Reader, string Revoked)> CreateKeysAsync(string address)
    {
        await using var store = StoreAddress.Parse(address).Open(TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var keys = new List<CreateKeyOutcome.Created>();
        foreach (var (name, scope) in ((string, string)[])[(Marked, "leads:write"), ("reader", "leads:read"), ("revoked", "leads:write")])
            keys.Add(await store.CreateKeyAsync(name, scope));

        await store.Keys.RevokeAsync(
            keys[2].Key.Id,
            now.UtcDateTime,
            AuditEvent.FromCommand(AuditActions.KeyRevoke),
            TestContext.Current.CancellationToken
        );
        return (keys[0].Text, keys[1].Text, keys[2].Text);
    }

    private static async Task<int> PostAsync(
        ServiceProcess service,
        string key,
        string body,
        (string Name, string Value)? header = null,
        string query = ""
    )
    {
        using var request = TestData.PostTo(
            Routes.Bulks + query,
            body,
            [(Headers.ApiKey, key), .. header is { } one ? [one] : Array.Empty<(string, string)>()]
        );
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
