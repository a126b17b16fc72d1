using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>NUL in every text that a request can hold: PostgreSQL does not take it, and SQLite does. Both answer alike.</summary>
[Promise("5.3")]
public abstract class ControlCharacterTests(Engine engine) : EngineTests(engine)
{
    [Fact]
    public async Task Nul_in_a_request_is_never_an_internal_error()
    {
        await using var server = await StartAsync();
        var key = (await server.CreateKeyAsync("boss", "admin")).Text;
        (HttpMethod Method, string Path, string? Body, HttpStatusCode Status)[] cases =
        [
            (HttpMethod.Get, Routes.Bulks + "?source=%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Bulks + "?subSource=Walk%00in", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Bulks + "?cursor=%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Bulks + "?fromDate=2026-01-01%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Bulks + "?leadReference=a%00b", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Bulks + "/%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Get, Routes.Lists + "/GENDER%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Delete, Routes.Keys + "/boss%00", null, HttpStatusCode.BadRequest),
            (HttpMethod.Post, Routes.Keys, """{"name": "a\u0000b"}""", HttpStatusCode.BadRequest),
            (HttpMethod.Post, Routes.PersonExport, """{"email": "a\u0000b@example.com"}""", HttpStatusCode.BadRequest),
            (HttpMethod.Post, Routes.PersonErase, """{"phone": "5\u0000"}""", HttpStatusCode.BadRequest),
        ];
        foreach (var (method, path, body, status) in cases)
        {
            using var response = await server.Client.SendAsync(key, method, path, body);
            Assert.True(status == response.StatusCode, $"{method} {path} {body}: {response.StatusCode}");
        }

        using var browser = new StaffBrowser(server);
        Assert.InRange((int)(await browser.SignInAsync("a\0b")).Status, 200, 499);
        Assert.DoesNotContain(server.LogLines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
