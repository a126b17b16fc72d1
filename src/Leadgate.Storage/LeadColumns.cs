using System.Text;
using Leadgate.Domain.Leads;

namespace Leadgate.Storage;

/// <summary>A column that holds a field of a lead or vehicle.</summary>
/// <param name="Name">The field's name in snake case; with <c>_text</c> for <see cref="IsUnlistedText"/>.</param>
/// <param name="Field">The field.</param>
/// <param name="IsUnlistedText">Whether it holds the text that a list field keeps where there are no items (promise 4.6).</param>
public sealed record FieldColumn(string Name, LeadField Field, bool IsUnlistedText);

/// <summary>The columns that follow from the field tables; the migrations are held against them by a test.</summary>
public static class LeadColumns
{
    /// <summary>The columns of an accepted lead.</summary>
    public static IReadOnlyList<FieldColumn> OfLead { get; } = [.. Of(LeadFields.All)];

    /// <summary>The columns of a vehicle.</summary>
    public static IReadOnlyList<FieldColumn> OfVehicle { get; } = [.. Of(VehicleFields.All)];

    private static IEnumerable<FieldColumn> Of(IEnumerable<LeadField> fields)
    {
        foreach (var field in fields)
        {
            if (field.Kind == FieldKind.Vehicles)
                continue;
            var name = SnakeCase(field.Name);
            yield return new(name, field, false);
            if (field.Parent is not null)
                yield return new(name + "_text", field, true);
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
