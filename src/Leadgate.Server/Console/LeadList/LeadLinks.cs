using System.Globalization;
using Leadgate.Contract;
using Leadgate.Domain.Leads;
using Leadgate.Server.Console.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Console.LeadList;

/// <summary>The addresses of leads and of lists of them.</summary>
internal static class LeadLinks
{
    /// <summary>A list as a file.</summary>
    public const string ExportRoute = ConsoleRoutes.Leads + "/export.{format}";

    /// <summary>How many leads of a list have arrived since it was shown, for its script; its filters follow.</summary>
    public const string Arrived = ConsoleRoutes.Leads + "/arrived";

    /// <summary>The query of the list that the page of a lead was opened from.</summary>
    public const string ListParameter = "list";

    public const string CorrectRoute = Routes.Staff + "/correct";

    public static string Lead(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Leads}/{id}");

    /// <summary>A lead of a list, whose page leads back to it.</summary>
    /// <param name="listQuery">The query of the list; null or empty for that of what waits.</param>
    public static string Lead(long id, string? listQuery) => PageContext.Link(Lead(id), (ListParameter, listQuery));

    /// <summary>The list that the page of a lead was opened from, at the row of the lead.</summary>
    /// <param name="listQuery">
    /// What the address of the lead says. Whoever made that address wrote it: it becomes filters of the list and nothing else.
    /// </param>
    public static string BackToList(long id, string? listQuery) =>
        BackToList(listQuery) + string.Create(CultureInfo.InvariantCulture, $"#lead-{id}");

    /// <summary>The same list, for a lead that has no row in it any more.</summary>
    public static string BackToList(string? listQuery) =>
        PageContext.Link(
            ConsoleRoutes.Leads,
            [
                .. QueryHelpers
                    .ParseQuery(listQuery)
                    .Where(pair => LeadListQuery.IsParameter(pair.Key))
                    .Select(pair => (pair.Key, (string?)pair.Value.ToString())),
            ]
        );

    /// <summary>The leads that wait with a wrong value, as the open errors are grouped.</summary>
    /// <param name="value">Null if nothing was sent.</param>
    public static string WrongValue(string field, string code, string? value)
    {
        // The errors of a lead as a whole, and of a property that is no field, are not looked for by field.
        var isField = OpenError.Fields.Contains(field);
        return List(
            (LeadListParameters.Field, isField ? field : null),
            (LeadListParameters.Code, code),
            (LeadListParameters.Value, isField ? value : null)
        );
    }

    /// <summary>The page on which all leads with a value get another one.</summary>
    public static string CorrectAll(string field, string value) => PageContext.Link(CorrectRoute, ("field", field), ("value", value));

    /// <summary>All leads of a list as a file in <c>csv</c> or <c>xlsx</c>; its filters follow.</summary>
    public static string Export(string format) => $"{ConsoleRoutes.Leads}/export.{format}";

    /// <summary>A list of leads, by the names of <see cref="LeadListParameters"/>.</summary>
    public static string List(params (string Name, string? Value)[] filters) => PageContext.Link(ConsoleRoutes.Leads, filters);
}
