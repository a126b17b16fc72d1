using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// The query parameters <c>set.FIELD=VALUE</c>: values for the leads of a bulk that have none of their own (promise 12.1).
/// </summary>
internal static class FieldDefaults
{
    public const string Prefix = "set.";

    private const int MaxShownLength = 50;

    /// <summary>The fields that can be given, by all their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. LeadFields.All.Where(field => field.Kind != FieldKind.Vehicles).Concat(VehicleFields.All).SelectMany(field => field.Names)];

    public static bool IsParameter(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <returns>Why a parameter is not valid, or null.</returns>
    public static Problem? Read(IQueryCollection query, out LeadDefaults defaults)
    {
        defaults = LeadDefaults.None;
        Dictionary<LeadField, (string Name, string Value)>? values = null;
        foreach (var name in query.Keys)
        {
            if (!IsParameter(name))
                continue;
            if (Names.FirstOrDefault(known => known.Equals(name[Prefix.Length..], StringComparison.OrdinalIgnoreCase)) is not { } known)
                return RefuseUnknown(name);
            if (query.ReadText(name) is not { } value)
                continue;
            var field = LeadFields.Table.TryFind(known, out var ofLead, out _) ? ofLead : Find(known);
            if (!(values ??= new(ReferenceEqualityComparer.Instance)).TryAdd(field, (known, value)))
                return RefuseRepeated(values[field].Name, known);
        }

        if (values is not null)
            defaults = new(values.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
        return null;
    }

    private static LeadField Find(string name)
    {
        VehicleFields.Table.TryFind(name, out var field, out _);
        return field;
    }

    private static Problem RefuseUnknown(string parameter)
    {
        var name = parameter[Prefix.Length..];
        var nearest = LeadFields.Table.FindNearestName(name) ?? VehicleFields.Table.FindNearestName(name);
        if (nearest is not null && !Names.Contains(nearest))
            nearest = null;
        var (shown, shownAr) = (
            Quote.Value(false, PlainText.Show(parameter, MaxShownLength)),
            Quote.Value(true, PlainText.Show(parameter, MaxShownLength))
        );
        return new Problem(
            ProblemType.InvalidParameter,
            $"{shown} does not name a field of a lead. "
                + (nearest is null ? "The fields are in /docs/fields." : $"Did you mean {Prefix}{nearest}?"),
            $"لا يوجد حقل لهذا المعامل: {shownAr}. "
                + (nearest is null ? $"الحقول في {BidiText.Ltr("/docs/fields")}." : $"هل تقصد {BidiText.Ltr($"{Prefix}{nearest}")}؟")
        )
        {
            Suggestions = nearest is null ? null : [Prefix + nearest],
        };
    }

    private static Problem RefuseRepeated(string first, string second) =>
        new(
            ProblemType.InvalidParameter,
            $"{Prefix}{first} and {Prefix}{second} are the same field. Send one of them.",
            $"المعاملان {BidiText.Ltr(Prefix + first)} و{BidiText.Ltr(Prefix + second)} لحقل واحد. أرسل أحدهما."
        );
}
