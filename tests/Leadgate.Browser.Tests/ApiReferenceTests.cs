using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Microsoft.Playwright;

namespace Leadgate.Browser.Tests;

/// <summary>The interactive reference of the API, which is a program of others, under the content policy of the service.</summary>
public sealed class ApiReferenceTests(ConsoleServer server)
{
    [Fact]
    public async Task Reference_is_shown_and_the_browser_complains_about_nothing()
    {
        await using var visit = await server.OpenAsync();
        await visit.GoToAsync(Routes.ApiReference);
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Leadgate API (TEST)" }).WaitForAsync();
        await visit.Page.GetByText("Create a bulk of leads").First.WaitForAsync();
        visit.AssertNoComplaints();
    }
}
