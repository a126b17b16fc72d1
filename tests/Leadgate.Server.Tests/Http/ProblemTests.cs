using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Requests that are refused as a whole.</summary>
public sealed class ProblemTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "route-not-found")]
    [InlineData("GET", "/api/v1/leads/bulks/1/2", 404, "route-not-found")]
    [InlineData("DELETE", "/api/v1/leads/bulks", 405, "method-not-allowed")]
    [InlineData("PUT", "/api/v1/list/CITY", 405, "method-not-allowed")]
    [InlineData("POST", "/api/v1/leads/bulks/1", 405, "method-not-allowed")]
    [Promise("2.7")]
    [Promise("8.1")]
    public async Task An_unknown_route_or_method_is_a_problem(string method, string path, int status, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync((HttpStatusCode)status, type);
    }

    [Theory]
    [InlineData(Routes.Bulks, "GET, HEAD, OPTIONS, POST", "DELETE PUT PATCH TRACE")]
    [InlineData(Routes.Bulks + "/1", "GET, HEAD, OPTIONS", "POST DELETE")]
    [InlineData(Routes.BulkCheck, "OPTIONS, POST", "GET HEAD DELETE PUT")]
    [InlineData(Routes.Lists, "GET, HEAD, OPTIONS", "POST DELETE")]
    [InlineData(Routes.Lists + "/CITY", "GET, HEAD, OPTIONS", "POST PUT")]
    [InlineData(Routes.Keys, "GET, HEAD, OPTIONS, POST", "DELETE")]
    [InlineData(Routes.Keys + "/1", "DELETE, OPTIONS, PATCH", "GET HEAD PUT POST")]
    [InlineData(Routes.PersonErase, "OPTIONS, POST", "GET HEAD DELETE")]
    [InlineData(Routes.Live, "GET, HEAD, OPTIONS", "POST")]
    [InlineData(Routes.StaffSignIn, "GET, HEAD, OPTIONS, POST", "DELETE")]
    [Promise("2.7")]
    public async Task Allow_names_every_method_of_a_route(string path, string allow, string others)
    {
        using var options = await SendAsync("OPTIONS", path);
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal(allow, string.Join(", ", options.Content.Headers.Allow));
        Assert.Empty(await options.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        foreach (var method in others.Split(' '))
        {
            using var response = await SendAsync(method, path);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
            if (method != "HEAD")
                await response.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        }
    }

    [Fact]
    [Promise("2.7")]
    public async Task Options_of_an_unknown_route_is_404()
    {
        using var response = await SendAsync("OPTIONS", "/api/v1/nothing");
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found");
    }

    [Fact]
    [Promise("8.1")]
    public async Task An_unavailable_store_is_503_with_Retry_After_and_the_service_recovers()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        store!.Failure = new StoreUnavailableException("The disk of /secret/place is full.");
        foreach (
            var request in (HttpRequestMessage[])
                [TestData.Post(TestData.Sample), new(HttpMethod.Get, Routes.Bulks), new(HttpMethod.Get, Routes.Bulks + "/1")]
        )
        {
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
            Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        }

        // Lists are still served, and no restart is needed.
        await server.Client.GetJsonAsync($"{Routes.Lists}/CITY");
        store.Failure = null;
        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(TestData.Lead())));
    }

    /// <summary>Nothing was stored is said only where that is known.</summary>
    [Theory]
    [InlineData("bulk", true, "outcome-unknown", "A retry needs an Idempotency-Key", "تتطلب إعادة الإرسال مفتاح منع التكرار")]
    [InlineData("bulk with key", true, "outcome-unknown", "with the same Idempotency-Key", "مع مفتاح منع التكرار نفسه")]
    [InlineData("bulk", false, "store-unavailable", "This request stored nothing.", "لم يحفظ هذا الطلب شيئًا.")]
    [InlineData("erasure", true, "outcome-unknown", "Check whether the change was made", "تحقق من تنفيذ التغيير")]
    [InlineData("erasure", false, "store-unavailable", "The request was not completed.", "لم يكتمل تنفيذ الطلب.")]
    [InlineData("bulk with slash", false, "store-unavailable", "This request stored nothing.", "لم يحفظ هذا الطلب شيئًا.")]
    [InlineData("search", false, "store-unavailable", "Send the same request again", "أعد إرسال الطلب نفسه")]
    [InlineData("search", true, "store-unavailable", "Send the same request again", "أعد إرسال الطلب نفسه")]
    [InlineData("dry erasure", false, "store-unavailable", "Send the same request again", "أعد إرسال الطلب نفسه")]
    [InlineData("bulk", null, "internal", "It is not known whether", "لا يُعرف هل نُفّذ الطلب")]
    [InlineData("bulk with key", null, "internal", "with the same Idempotency-Key", "مع مفتاح منع التكرار نفسه")]
    [InlineData("search", null, "internal", "Send the same request again", "أعد إرسال الطلب نفسه")]
    [InlineData("dry erasure", null, "internal", "Send the same request again", "أعد إرسال الطلب نفسه")]
    [Promise("2.6")]
    [Promise("8.1")]
    public async Task A_failure_says_what_is_known_about_what_was_sent(
        string what,
        bool? isInDoubt,
        string type,
        string detail,
        string detailAr
    )
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        var key = await store!.CreateKeyAsync("admin", "admin", "leads:write", "leads:read");
        await server.RefreshKeysAsync();
        store!.Failure = isInDoubt is { } doubt
            ? new StoreUnavailableException("unavailable") { IsInDoubt = doubt }
            : new InvalidOperationException("unexpected");
        using var request = what switch
        {
            "bulk" => TestData.Post(TestData.Sample),
            "bulk with key" => TestData.Post(TestData.Sample, (Headers.IdempotencyKey, "k")),
            "bulk with slash" => new HttpRequestMessage(HttpMethod.Post, Routes.Bulks + "/")
            {
                Content = new StringContent(TestData.Bulk(TestData.Lead()), null, "application/json"),
            },
            "erasure" or "dry erasure" => new HttpRequestMessage(
                HttpMethod.Post,
                Routes.PersonErase + (what == "erasure" ? "" : "?dryRun=true")
            )
            {
                Content = new StringContent("""{"email":"a@example.com"}""", null, "application/json"),
            },
            _ => new HttpRequestMessage(HttpMethod.Get, Routes.Bulks),
        };
        request.Headers.Add(Headers.ApiKey, key.Text);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var status = type == "internal" ? HttpStatusCode.InternalServerError : HttpStatusCode.ServiceUnavailable;
        var problem = await response.ShouldBeProblemAsync(status, type);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(detailAr, problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);
        Assert.Equal(type != "internal", response.Headers.RetryAfter is not null);
        if (what is "search" or "dry erasure")
            Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var isKnown = what.StartsWith("bulk", StringComparison.Ordinal) && isInDoubt == false;
        Assert.Equal(isKnown, problem.GetRawText().Contains("nothing", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(isKnown, problem.GetRawText().Contains("شيئًا", StringComparison.Ordinal));
    }

    [Fact]
    [Promise("8.1")]
    public async Task An_internal_error_reveals_no_details()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        store!.Failure = new InvalidOperationException("select * from lead -- at /secret/place/Program.cs:line 1");
        using var response = await server.Client.SendAsync(TestData.Post(TestData.Sample), TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            server.LogLines,
            line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("secret", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("nonsense")]
    [InlineData(null)]
    [Promise("8.1")]
    public async Task The_trace_id_of_a_problem_identifies_the_request_in_the_log(string? traceParent)
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        store!.Failure = new StoreUnavailableException("unavailable");
        using var request = TestData.Post(TestData.Sample);
        if (traceParent is not null)
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        var trace = problem.GetProperty("traceId").GetString()!;
        Assert.Matches("^[0-9a-f]{32}$", trace);
        if (traceParent?.Contains('-', StringComparison.Ordinal) == true)
            Assert.Equal(traceParent.Split('-')[1], trace);
        Assert.Contains(
            server.LogLines,
            line => line.Contains(trace, StringComparison.Ordinal) && line.Contains("unavailable", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Promise("8.1")]
    public async Task A_problem_is_in_Arabic_too()
    {
        using var response = await shared.Client.SendAsync(TestData.Post("{}"), TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-a-bulk");
        Assert.All(["titleAr", "detailAr"], name => Assert.Matches("[\u0621-\u064A]{3}", problem.GetProperty(name).GetString()));
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path) =>
        shared.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
}
