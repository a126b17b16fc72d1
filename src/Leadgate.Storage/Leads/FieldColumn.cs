using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Leads;

/// <summary>A column that holds a field of a lead or vehicle.</summary>
/// <param name="Name">The field's name in snake case; with <c>_text</c> for <see cref="IsUnlistedText"/>.</param>
/// <param name="IsUnlistedText">Whether it holds the text that a list field keeps where there are no items (promise 4.6).</param>
internal sealed record FieldColumn(string Name, LeadField Field, bool IsUnlistedText)
{
    /// <summary>Whether it may hold data of a person: of a personal field always, of another the text that a list field may keep.</summary>
    public bool IsPersonal => Field.IsPersonal || IsUnlistedText;
}
