namespace Leadgate.Domain.Lists;

/// <summary>An item in a list file. Only the first three members are mandatory.</summary>
/// <param name="Value">See <see cref="ListItem.Value"/>.</param>
/// <param name="Label">See <see cref="ListItem.Label"/>.</param>
/// <param name="LabelAr">See <see cref="ListItem.LabelAr"/>.</param>
/// <param name="Code">See <see cref="ListItem.Code"/>.</param>
/// <param name="ParentValue">See <see cref="ListItem.ParentValue"/>.</param>
/// <param name="City">See <see cref="ListItem.CityValue"/>.</param>
/// <param name="IsDefault">See <see cref="ListItem.IsDefault"/>; defaults to false.</param>
/// <param name="IsActive">See <see cref="ListItem.IsActive"/>; defaults to true.</param>
/// <param name="Aliases">See <see cref="ListItem.Aliases"/>.</param>
internal sealed record ListFileItem(
    int Value,
    string Label,
    string LabelAr,
    string? Code = null,
    int? ParentValue = null,
    int? City = null,
    bool? IsDefault = null,
    bool? IsActive = null,
    IReadOnlyList<string>? Aliases = null
)
{
    public ListItem ToItem() =>
        new()
        {
            Value = Value,
            Label = Label.Trim(),
            LabelAr = LabelAr.Trim(),
            Code = Code?.Trim(),
            ParentValue = ParentValue,
            CityValue = City,
            IsDefault = IsDefault ?? false,
            IsActive = IsActive ?? true,
            Aliases = Aliases is null ? [] : [.. Aliases.Select(alias => alias.Trim())],
        };

    /// <summary>Omits members with their default value.</summary>
    public static ListFileItem From(ListItem item) =>
        new(
            item.Value,
            item.Label,
            item.LabelAr,
            item.Code,
            item.ParentValue,
            item.CityValue,
            item.IsDefault ? true : null,
            item.IsActive ? null : false,
            item.Aliases.Count == 0 ? null : item.Aliases
        );
}
