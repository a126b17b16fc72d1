using System.Net;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages of persons, without a browser.</summary>
public sealed class PersonPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Phone = "512345111";

    [Fact]
    public async Task Person_is_found_exported_and_erased_after_the_number_was_typed_again()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "person-admin", StaffRole.Admin);
        var key = await shared.Running.CreateKeyAsync("sender", "leads:write", "leads:read");
        foreach (var note in (string[])["their own", "also"])
        {
            using var sent = await shared.Client.SendAsync(
                key.Text,
                HttpMethod.Post,
                Contract.Routes.Bulks,
                TestData.Bulk(TestData.Lead([("phoneNumber", Phone), ("leadNote", note)]))
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        var search = await browser.GetAsync("/staff/persons?lang=en");
        var invalid = await browser.SubmitAsync(search, "find", ("phone", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.Status);
        Assert.Equal("12", HtmlPage.Parse(invalid).QuerySelector("#phone")!.GetAttribute("value"));
        Assert.Contains(
            "Nothing is stored",
            (await browser.SubmitAsync(search, "find", ("phone", "599999999"))).Text,
            StringComparison.Ordinal
        );

        var found = await browser.SubmitAsync(search, "find", ("phone", "+966 51 234 5111"));
        var rows = HtmlPage.Parse(found).QuerySelectorAll("#matches tbody tr");
        Assert.Equal(2, rows.Length);
        var kept = rows[0].QuerySelector("input")!.GetAttribute("value")!;
        var export = await browser.SubmitAsync(found, "export");
        Assert.Equal("attachment; filename=\"person.json\"", export.Headers["Content-Disposition"]);
        Assert.Contains(Phone, export.Text, StringComparison.Ordinal);

        var ask = await browser.SubmitAsync(found, "erase", ("except", kept));
        Assert.Contains("cannot be undone", ask.Text, StringComparison.Ordinal);
        foreach (var again in (string[])["", "512345112", "nobody@example.com"])
        {
            var refused = await browser.SubmitAsync(ask, "confirm", ("confirmed", "yes"), ("again", again));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.NotNull(HtmlPage.Parse(refused).QuerySelector("#again-error"));
        }

        Assert.Equal(
            2,
            HtmlPage.Parse(await browser.SubmitAsync(search, "find", ("phone", Phone))).QuerySelectorAll("#matches tbody tr").Length
        );
        var done = await browser.FollowAsync(await browser.SubmitAsync(ask, "confirm", ("confirmed", "yes"), ("again", "0" + Phone)));
        Assert.Contains("Erased: 1 leads", HtmlPage.Parse(done).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Left as they are: 1", done.Text, StringComparison.Ordinal);
        var left = HtmlPage.Parse(await browser.SubmitAsync(search, "find", ("phone", Phone))).QuerySelectorAll("#matches tbody tr");
        Assert.Equal([kept], left.Select(row => row.QuerySelector("input")!.GetAttribute("value")));
        var audit = await shared.Running.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Contains(audit, entry => entry.Event is { Action: "person-erase", Actor: "staff:person-admin" });
        Assert.DoesNotContain(audit, entry => entry.Event.Detail?.Contains(Phone, StringComparison.Ordinal) == true);
    }
}
