using System.Collections.Frozen;
using Leadgate.Contract;
using Leadgate.Domain.Staff;

namespace Leadgate.Server.Console.Shell;

/// <summary>The navigation of the console. An entry is shown where its page exists and the role may open it.</summary>
internal sealed class Navigation(EndpointDataSource endpoints)
{
    private static readonly IReadOnlyList<NavigationItem> All =
    [
        new(Routes.Staff, ShellTexts.Today, StaffRole.Viewer, IsAdministration: false, "t"),
        new(ConsoleRoutes.Leads, ShellTexts.Leads, StaffRole.Viewer, IsAdministration: false, "l"),
        new(ConsoleRoutes.Bulks, ShellTexts.Bulks, StaffRole.Viewer, IsAdministration: false, "b"),
        new(ConsoleRoutes.Senders, ShellTexts.Senders, StaffRole.Viewer, IsAdministration: false, "s"),
        new(ConsoleRoutes.Imports, ShellTexts.Imports, StaffRole.Agent, IsAdministration: false, "m"),
        new(ConsoleRoutes.Lists, ShellTexts.Lists, StaffRole.Viewer, IsAdministration: false, "i"),
        new(ConsoleRoutes.Keys, ShellTexts.Keys, StaffRole.Admin, IsAdministration: true),
        new(ConsoleRoutes.Accounts, ShellTexts.Accounts, StaffRole.Admin, IsAdministration: true),
        new(ConsoleRoutes.Sessions, ShellTexts.Sessions, StaffRole.Admin, IsAdministration: true),
        new(ConsoleRoutes.Persons, ShellTexts.Persons, StaffRole.Admin, IsAdministration: true),
        new(ConsoleRoutes.Audit, ShellTexts.Audit, StaffRole.Admin, IsAdministration: true),
        new(ConsoleRoutes.About, ShellTexts.About, StaffRole.Admin, IsAdministration: true),
    ];

    private readonly Lazy<FrozenSet<string>> _pages = new(() =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .ToFrozenSet(StringComparer.Ordinal)
    );

    public bool HasPage(string path) => _pages.Value.Contains(path);

    public IReadOnlyList<NavigationItem> Find(StaffRole role, bool isAdministration) =>
        [.. All.Where(item => item.IsAdministration == isAdministration && role >= item.LowestRole && HasPage(item.Path))];
}
