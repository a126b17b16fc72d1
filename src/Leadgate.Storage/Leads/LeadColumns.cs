using System.Text;
using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Leads;

/// <summary>The columns that follow from the field tables; a test compares the migrations with them.</summary>
internal static class LeadColumns
{
    /// <summary>The columns of a valid lead.</summary>
    public static IReadOnlyList<FieldColumn> Lead { get; } = [.. For(LeadFields.All)];

    /// <summary>The columns of a vehicle.</summary>
    public static IReadOnlyList<FieldColumn> Vehicle { get; } = [.. For(VehicleFields.All)];

    private static IEnumerable<FieldColumn> For(IEnumerable<LeadField> fields)
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
