using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Shell;

/// <summary>An entry of the navigation.</summary>
/// <param name="LowestRole">Who may open the page.</param>
/// <param name="Key">The key that opens the page after <c>g</c>, or null.</param>
internal sealed record NavigationItem(string Path, BilingualText Title, StaffRole LowestRole, bool IsAdministration, string? Key = null);
