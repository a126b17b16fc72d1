using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leadgate.Server.Console.About;
using Leadgate.Server.Console.Accounts;
using Leadgate.Server.Console.Audit;
using Leadgate.Server.Console.Bulks;
using Leadgate.Server.Console.Corrections;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Imports;
using Leadgate.Server.Console.Keys;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Console.Lists;
using Leadgate.Server.Console.Me;
using Leadgate.Server.Console.Persons;
using Leadgate.Server.Console.Senders;
using Leadgate.Server.Console.Sessions;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Console.SignIn;
using Leadgate.Server.Console.Today;

namespace Leadgate.Server.Console;

/// <summary>The console: its components, and the routes of its features.</summary>
internal static class ConsoleRegistration
{
    public static void AddConsole(this IServiceCollection services)
    {
        // Static components only: nothing of Blazor is mapped (docs/decisions/0034).
        services.AddRazorComponents();

        // Arabic as letters rather than as entities, which would triple its size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<ConsoleAssets>();
        services.AddSingleton<Navigation>();
        services.AddSingleton<KeptForms>();
        services.AddSingleton<NextLead>();
    }

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(ConsoleRoutes.Asset, (HttpContext http, ConsoleAssets assets) => assets.Show(http));
        pages.MapMe();
        pages.MapLeadPage();
        pages.MapCorrectPages();
        pages.MapFirstRun();
        pages.MapListPages();
        pages.MapKeyPages();
        pages.MapAccountPages();
        pages.MapSessionPages();
        pages.MapPersonPages();
        pages.MapAuditPages();
        pages.MapAboutPages();
        pages.MapImportPages();
        pages.MapSenders();
        pages.MapBulkPages();
        pages.MapToday();
        pages.MapLeadList();
    }
}
