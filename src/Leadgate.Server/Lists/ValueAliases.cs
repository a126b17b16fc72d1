using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;

namespace Leadgate.Server.Lists;

/// <summary>Remembers a wrong value as an alias of the item that replaces it.</summary>
internal sealed class ValueAliases(ListAdministration administration, ListCatalogCache lists)
{
    /// <summary>The item that gets the alias.</summary>
    /// <param name="value">The wrong value.</param>
    /// <param name="replacement">The JSON of what replaces it.</param>
    /// <returns>Why none can get it, or null.</returns>
    public BilingualText? Find(LeadField field, string value, ReadOnlyMemory<byte> replacement, out ListItem? item)
    {
        item = null;
        if (field.List is not { } definition)
        {
            return new(
                $"{field.Title} has no list, so there is nothing to remember an alias for. Send rememberAsAlias as false.",
                $"ليس للحقل «{field.TitleAr}» قائمة تُحفظ فيها الأسماء البديلة. أرسل القيمة false في rememberAsAlias."
            );
        }

        var list = lists.Catalog[definition];
        item = Match(list, replacement);
        if (item is null)
        {
            return new(
                "The replacement names no single item of the list, because several items have this name. Add the alias to the one "
                    + "that is meant, in the list.",
                "القيمة البديلة لا تعيّن عنصرًا واحدًا في القائمة، لأن عدة عناصر لها هذا الاسم. "
                    + "أضف الاسم البديل إلى العنصر المقصود في القائمة."
            );
        }

        var (chosen, folded) = (item.Value, TextFolding.Fold(value.Trim()));
        var other = list.Active.FirstOrDefault(one =>
            one.Value != chosen && one.GetMatchTexts().Any(text => TextFolding.Fold(text) == folded)
        );
        if (other is not null)
        {
            return new(
                $"{Quote.Value(false, value.Trim())} is a name of {Quote.Label(false, other.Label)} already, so it cannot become "
                    + $"an alias of {Quote.Label(false, item.Label)}. Send rememberAsAlias as false.",
                $"{Quote.Value(true, value.Trim())} اسم للعنصر {Quote.Label(true, other.LabelAr)}، ولا يمكن أن يكون اسمًا بديلًا "
                    + $"للعنصر {Quote.Label(true, item.LabelAr)}. أرسل القيمة false في rememberAsAlias."
            );
        }

        return value.Trim().Length <= ListItem.MaxTextLength
            ? null
            : new(
                $"An alias has at most {ListItem.MaxTextLength} characters.",
                $"لا يزيد الاسم البديل على {CountedNoun.Character.In(true, ListItem.MaxTextLength)}."
            );
    }

    /// <summary>Adds the alias, which counts from then on.</summary>
    /// <returns>Why it was not added, or null.</returns>
    public async Task<BilingualText?> AddAsync(LeadField field, ListItem item, string value, Actor actor, CancellationToken cancellation)
    {
        var added = await administration.AddAliasAsync(field.List!, item.Value, value, actor, cancellation);
        if (added is not EditListOutcome.Valid)
            return Describe(added);
        await lists.RefreshAsync(cancellation);
        return null;
    }

    private static ListItem? Match(ReferenceList list, ReadOnlyMemory<byte> replacement)
    {
        var json = JsonDocument.Parse(replacement).RootElement;
        return json.ValueKind switch
        {
            JsonValueKind.Number when json.TryGetInt64(out var value) => list.Match(value, null).Item,
            JsonValueKind.String => list.Match(json.GetString(), null).Item,
            JsonValueKind.True => list.Match(1, null).Item,
            JsonValueKind.False => list.Match(0, null).Item,
            _ => null,
        };
    }

    private static BilingualText Describe(EditListOutcome refused) =>
        refused is EditListOutcome.Invalid { Findings: [var finding, ..] }
            ? new(finding.Message, finding.MessageAr)
            : new("The list has changed meanwhile. Send the request again.", "تغيّرت القائمة في هذه الأثناء. أعد إرسال الطلب.");
}
