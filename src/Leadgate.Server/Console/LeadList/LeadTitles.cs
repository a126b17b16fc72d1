using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.LeadList;

/// <summary>The titles of what leads consist of, from the tables that define them.</summary>
internal static class LeadTitles
{
    private const string OfVehicle = "vehicles[].";
    private static readonly BilingualText WholeLead = new("The lead as a whole", "بيانات العميل المحتمل كلها");

    /// <summary>The title of a field by the name in <see cref="OpenError"/>; an unknown name is its own title.</summary>
    public static BilingualText Field(string name)
    {
        if (name.Length == 0)
            return WholeLead;
        if (name.StartsWith(OfVehicle, StringComparison.Ordinal))
        {
            return VehicleFields.Table.TryFind(name.AsSpan(OfVehicle.Length), out var ofVehicle, out _)
                ? new($"{ofVehicle.Title} (vehicle)", $"{ofVehicle.TitleAr} (المركبة)")
                : new(name, name);
        }

        return LeadFields.Table.TryFind(name, out var field, out _) ? new(field.Title, field.TitleAr) : new(name, name);
    }

    /// <summary>What an error code means; an unknown one is its own title.</summary>
    public static BilingualText Code(string word) =>
        IssueCode.All.FirstOrDefault(code => code.Word == word) is { } code ? new(code.Meaning, code.MeaningAr) : new(word, word);
}
