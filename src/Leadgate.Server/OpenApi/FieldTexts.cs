using Leadgate.Contract;
using Leadgate.Domain.Leads;

namespace Leadgate.Server.OpenApi;

/// <summary>Says in words what the field tables say in data; for OpenAPI and the documentation.</summary>
internal static class FieldTexts
{
    /// <summary>All there is to know of a field, as Markdown.</summary>
    /// <param name="field">The field.</param>
    /// <param name="name">The one of its names that is described.</param>
    public static string Describe(LeadField field, string name)
    {
        var parts = new List<string> { $"{field.TitleAr}." };
        if (MandatoryText(field) is { Length: > 0 } mandatory)
            parts.Add($"**{mandatory}.**");
        parts.Add(KindText(field) + ".");
        if (field.Note is not null)
            parts.Add(field.Note);
        if (field.OtherName is not null)
            parts.Add($"The same as `{(name == field.Name ? field.OtherName : field.Name)}`.");
        return string.Join(" ", parts);
    }

    /// <summary>When the field must be there; empty when never.</summary>
    /// <param name="field">The field.</param>
    public static string MandatoryText(LeadField field) =>
        field.Mandatory switch
        {
            Mandatory.Always => "Mandatory",
            Mandatory.WhenCompany => "Mandatory when leadType is Company",
            Mandatory.WhenIndividual => "Mandatory when leadType is Individual",
            _ => "",
        };

    /// <summary>What the field holds.</summary>
    /// <param name="field">The field.</param>
    public static string KindText(LeadField field) =>
        field.Kind switch
        {
            FieldKind.List =>
                $"An item of `GET {Routes.Lists}/{field.List!.Name}`{(field.Parent is { } parent ? $" under `{parent.Name}`" : "")}",
            FieldKind.Date => "A day, `yyyy-MM-dd`, or an ISO 8601 date-time",
            FieldKind.Timestamp => "An ISO 8601 date-time, or a day",
            FieldKind.Number => $"A whole number from {field.Minimum} to {field.Maximum}",
            FieldKind.Vehicles => "An array of vehicles",
            _ => $"Text of up to {field.MaxLength} characters",
        };
}
