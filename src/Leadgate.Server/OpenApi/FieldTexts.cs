using Leadgate.Contract;
using Leadgate.Domain.Leads;

namespace Leadgate.Server.OpenApi;

/// <summary>Describes fields in words, for the OpenAPI document and the reference pages.</summary>
internal static class FieldTexts
{
    /// <summary>Describes a field under one of its names, in Markdown.</summary>
    public static string Describe(LeadField field, string name)
    {
        var parts = new List<string> { $"{field.TitleAr}." };
        if (DescribeMandatory(field) is { Length: > 0 } mandatory)
            parts.Add($"**{mandatory}.**");
        parts.Add(DescribeValues(field) + ".");
        if (field.Note is not null)
            parts.Add(field.Note);
        if (field.OtherName is not null)
            parts.Add($"The same as `{(name == field.Name ? field.OtherName : field.Name)}`.");
        return string.Join(" ", parts);
    }

    /// <summary>When the field is mandatory; empty if never.</summary>
    public static string DescribeMandatory(LeadField field) =>
        field.Mandatory switch
        {
            Mandatory.Always => "Mandatory",
            Mandatory.WhenCompany => "Mandatory when leadType is Company",
            Mandatory.WhenIndividual => "Mandatory when leadType is Individual",
            _ => "",
        };

    /// <summary>The values that the field takes.</summary>
    public static string DescribeValues(LeadField field) =>
        field.Kind switch
        {
            FieldKind.List =>
                $"An item of `GET {Routes.Lists}/{field.List!.Name}`{(field.Parent is { } parent ? $" under `{parent.Name}`" : "")}",
            FieldKind.Date => "A date (`yyyy-MM-dd`) or an ISO 8601 date-time",
            FieldKind.Timestamp => "An ISO 8601 date-time or a date (`yyyy-MM-dd`)",
            FieldKind.Number => $"A whole number from {field.Minimum} to {field.Maximum}",
            FieldKind.Vehicles => "An array of vehicles",
            _ => $"Text of up to {field.MaxLength} characters",
        };
}
