using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Problems;
using Leadgate.Server.Docs;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Intake;
using Leadgate.Server.OpenApi;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Docs;

/// <summary>
/// The examples on the pages of problem types: each request is sent to the service, and its response is the one that the page shows.
/// <c>LEADGATE_APPROVE=1</c> writes what the service answers into <c>problem-responses.json</c>.
/// </summary>
public sealed class ErrorExampleTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly string File = Repository.Path("src", "Leadgate.Server", "Docs", "problem-responses.json");
    private static readonly string[] ShownHeaders = ["Retry-After", "Allow", "WWW-Authenticate", "Content-Type"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a request alone cannot provoke: routes of the test fail as the service does.</summary>
    private static readonly Dictionary<ProblemType, Func<IResult>> Failures = new()
    {
        [ProblemType.RequestTimeout] = () => throw new BadHttpRequestException("", StatusCodes.Status408RequestTimeout),
        [ProblemType.IdempotencyKeyInUse] = () => LeadIntake.KeyInUse,
        [ProblemType.ImportNotReady] = () => ImportEndpoints.NotReady(LeadImports.InProgress),
        [ProblemType.Internal] = () => throw new InvalidOperationException(),
        [ProblemType.StoreUnavailable] = () => throw new StoreUnavailableException("The database does not respond."),
        [ProblemType.OutcomeUnknown] = () => throw new StoreUnavailableException("The connection broke.") { IsInDoubt = true },
        [ProblemType.Overloaded] = () => AdmissionControl.NoPermits,
    };

    [Fact]
    [Promise("8.2")]
    public async Task Every_example_request_gets_the_response_that_its_page_shows()
    {
        await using var server = await RunningServer.StartAsync(
            time: new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)),
            map: app =>
            {
                foreach (var (type, fail) in Failures)
                    app.MapPost("/fails/" + type.Name, fail).WithEffect(RequestEffect.Bulk);
            }
        );
        var keys = new Dictionary<ProblemType, string>
        {
            [ProblemType.MissingScope] = (await server.CreateKeyAsync("reader", "leads:read")).Text,
            [ProblemType.TooManyRequests] = (
                await server.CreateKeyAsync(new CreateApiKeyRequest { Name = "slow", RequestsPerMinute = 1 })
            ).Text,
        };
        var admin = (await server.CreateKeyAsync("admin", "admin")).Text;
        var shown = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken))!.AsObject();
        var answered = new JsonObject();
        foreach (var explanation in ProblemExplanations.All)
        {
            var key = keys.GetValueOrDefault(explanation.Type, admin);
            answered[explanation.Type.Name] = await AnswerAsync(server, explanation, key);
        }

        if (Environment.GetEnvironmentVariable("LEADGATE_APPROVE") == "1")
            await System.IO.File.WriteAllTextAsync(File, answered.ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);
        else
            Assert.Equal(answered.ToJsonString(Indented), shown.ToJsonString(Indented));
    }

    private static async Task<JsonNode> AnswerAsync(RunningServer server, ProblemExplanation explanation, string key)
    {
        var type = explanation.Type;
        if (type == ProblemType.TooManyRequests || explanation.EarlierRequest is not null)
        {
            using var earlier = await SendAsync(server, explanation.EarlierRequest ?? explanation.Request, type, key);
            Assert.Equal(HttpStatusCode.OK, earlier.StatusCode);
        }

        using var response = await SendAsync(server, explanation.Request, type, key);
        var body = (await response.ShouldBeProblemAsync((HttpStatusCode)type.Status, type.Name)).Deserialize<JsonObject>()!;
        body["traceId"] = TraceId;
        foreach (var lead in body["leads"]?.AsArray() ?? [])
        {
            foreach (var (name, _) in lead!.AsObject().Where(member => member.Key is not ("index" or "isError" or "errorList")).ToList())
                lead.AsObject().Remove(name);
        }

        var headers = new JsonObject();
        foreach (var name in ShownHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values))
                headers[name] = string.Join(", ", values);
        }

        return new JsonObject { ["headers"] = headers, ["body"] = body };
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string example, ProblemType type, string key)
    {
        var parts = example.ReplaceLineEndings("\n").Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var target = lines[0].Split(' ');
        var path = Failures.ContainsKey(type) ? "/fails/" + type.Name : target[1];
        var request = new HttpRequestMessage(new HttpMethod(target[0]), path);
        if (parts.Length == 2)
            request.Content = new ByteArrayContent(CreateBody(parts[1], type));
        foreach (var header in lines[1..].Select(line => line.Split(": ", 2)))
        {
            var value = header[1] == "Bearer KEY" ? "Bearer " + key : header[1];
            if (header[0] != "Content-Length" && !request.Headers.TryAddWithoutValidation(header[0], value))
                Assert.True(request.Content!.Headers.TryAddWithoutValidation(header[0], value), header[0]);
        }

        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What an ellipsis on a page stands for.</summary>
    private static byte[] CreateBody(string text, ProblemType type)
    {
        if (type == ProblemType.TooManyLeads)
            text = text.Replace("…", string.Join(',', Enumerable.Repeat("null", 10_000)), StringComparison.Ordinal);
        if (type == ProblemType.BodyTooLarge)
            text = text.Replace("…", "{}", StringComparison.Ordinal);
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(type == ProblemType.BodyTooLarge ? text.PadRight((32 << 20) + 1) : text);
    }
}
