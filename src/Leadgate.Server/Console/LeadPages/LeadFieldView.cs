using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>A field on the page of a lead.</summary>
/// <param name="Typed">The value as the form has it.</param>
/// <param name="Shown">The value as people read it.</param>
/// <param name="Items">The items to choose from; null for a field without a list, and where the chosen parent item has none.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record LeadFieldView(
    LeadFieldKey Key,
    string Typed,
    string Shown,
    IReadOnlyList<ListItem>? Items,
    IReadOnlyList<string> Errors,
    IReadOnlyList<LeadSuggestion> Suggestions
)
{
    private const int LongText = 300;

    /// <summary>More items than are read at a glance.</summary>
    private const int LongList = 20;

    /// <summary>How much is shown of a value that is left out.</summary>
    private const int BeginningLength = 200;

    public bool IsEmpty => Typed.Length == 0;

    /// <summary>Whether it is something else than what is stored.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Whether the stored value is so long that the form would not be accepted with it (<see cref="Forms.FormLimits"/>).</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>The first characters of a value that is left out.</summary>
    public string Beginning
    {
        get
        {
            var length = Math.Min(Shown.Length, BeginningLength);
            return Shown[..(length > 0 && char.IsHighSurrogate(Shown[length - 1]) ? length - 1 : length)];
        }
    }

    /// <summary>Whether other fields offer only items of the one that is chosen here.</summary>
    public bool HasChildren => Key.VehicleIndex is null && LeadFields.All.Concat(VehicleFields.All).Any(other => other.Parent == Key.Field);

    /// <summary>
    /// Whether its item can be typed too. A list of choices follows what is typed, but only in the language of the page and from the first
    /// letter on. It is the same whichever item above is chosen, since a script may fill the list later.
    /// </summary>
    public bool MayBeTyped { get; init; }

    public static bool IsLongList(ReferenceList list) => list.Active.Count > LongList;

    public bool IsLong => Key.Field.MaxLength >= LongText || Typed.Contains('\n', StringComparison.Ordinal);

    /// <summary>Digits, addresses and dates are written from left to right in both languages.</summary>
    public bool IsLeftToRight =>
        Key.Field.Rule is TextRule.PhoneNumber or TextRule.Email or TextRule.CompanyCode
        || Key.Field.Kind is FieldKind.Date or FieldKind.Timestamp or FieldKind.Number
        || Key.Field == LeadFields.LeadReference;
}
