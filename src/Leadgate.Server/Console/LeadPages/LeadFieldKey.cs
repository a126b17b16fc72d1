using System.Globalization;
using Leadgate.Domain.Leads;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>A field of a lead, or of one of its vehicles.</summary>
internal readonly record struct LeadFieldKey(LeadField Field, int? VehicleIndex)
{
    /// <summary>The name of the input, and the path as errors and revisions have it: <c>vehicles[0].modelFamily</c>.</summary>
    public string Path =>
        VehicleIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"vehicles[{index}].{Field.Name}") : Field.Name;

    /// <summary>The id of the input.</summary>
    public string Id =>
        VehicleIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"vehicle-{index}-{Field.Name}") : Field.Name;

    /// <summary>With the vehicle, if it is a field of one.</summary>
    public string GetFullTitle(bool arabic) =>
        VehicleIndex is { } index ? $"{LeadPageTexts.Vehicle(index).In(arabic)}: {GetTitle(arabic)}" : GetTitle(arabic);

    public string GetTitle(bool arabic) => arabic ? Field.TitleAr : Field.Title;
}
