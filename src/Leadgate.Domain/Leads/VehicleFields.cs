using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>The fields of a vehicle (promise 5).</summary>
internal static class VehicleFields
{
    public static readonly FieldTable Table = new(
        [
            LeadFields.Item("modelFamily", ReferenceLists.Model, "Model", "الطراز", "\"Grand Avenue\"") with
            {
                Parent = LeadFields.Ou,
            },
            LeadFields.Item("modelYear", ReferenceLists.ModelYear, "Model year", "سنة الصنع", "2025"),
            LeadFields.Personal(LeadFields.Text("modelMemo", 1000, "Model memo", "ملاحظة عن الطراز", "\"White, leather seats\"")),
            LeadFields.Personal(LeadFields.Text("modelPreferences", 1000, "Model preferences", "المواصفات المفضلة", "\"Automatic\"")),
            new()
            {
                Name = "totalQty",
                Kind = FieldKind.Number,
                Minimum = 1,
                Maximum = 1000,
                Title = "Quantity",
                TitleAr = "الكمية",
                Example = "1",
                Note = "A number, or a string of digits.",
            },
        ],
        [],
        PropertySynonyms.Vehicle
    );

    public static IReadOnlyList<LeadField> All => Table.All;
}
