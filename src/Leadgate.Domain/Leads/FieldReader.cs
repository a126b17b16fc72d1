using System.Buffers;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>Reads and validates the values of fields. Not thread-safe.</summary>
internal sealed class FieldReader(ListCatalog catalog, LeadRules rules, DateTimeOffset now, IssueCollector issues, RawObject sentLead)
{
    /// <summary>The nearest items are kept for so many values of a bulk; a value has at most 200 characters.</summary>
    private const int MaxKnownNearest = 10_000;

    /// <summary>A text that is under more parent items than this, such as Sales, says nothing about what was meant.</summary>
    private const int MaxOwners = 3;

    /// <summary>The fields below each field.</summary>
    private static readonly ILookup<LeadField, LeadField> ChildFields = LeadFields
        .All.Concat(VehicleFields.All)
        .Where(field => field.Parent is not null)
        .ToLookup<LeadField, LeadField>(field => field.Parent!, ReferenceEqualityComparer.Instance);

    /// <summary>All control characters except tab and line breaks (promise 5.3).</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')),
    ]);

    private readonly DateOnly _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Zone).DateTime);
    private readonly DateTime _latestLeadDate = now.UtcDateTime.AddDays(LeadRules.MaxLeadDateDaysAhead);
    private readonly PhoneNumberReading _phones = new(catalog[ReferenceLists.PhoneCode]);
    private readonly FieldValue _company = FieldValue.From(rules.Company);
    private readonly string _foldedCompany = TextFolding.Fold(rules.Company);
    private readonly Dictionary<(int List, int? Parent, string Text), IReadOnlyList<ListItem>> _nearest = [];
    private long _comparedTexts;
    private char[] _chars = new char[512];
    private LeadMemory _memory = new();

    public void UseMemory(LeadMemory memory) => _memory = memory;

    /// <summary>
    /// Reads a value that is not blank. If it is not valid, an error is added and the text that was sent is returned, so that a lead with
    /// errors can be shown.
    /// </summary>
    public FieldValue Read(LeadField field, RawValue raw, ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead, int? vehicleIndex)
    {
        var sent = raw;
        if (field.Kind == FieldKind.List && ItemObject.TryFindIdentity(json, sent, out var identity))
            raw = identity;
        var input = new FieldInput(field, raw, sent, json, vehicleIndex);
        if (raw.Type == JsonTokenType.String)
        {
            if (!TryReadText(input, out var text))
                return default;
            return field.Kind switch
            {
                FieldKind.List => ReadItem(input, text, lead),
                FieldKind.Date => ReadDate(input, text),
                FieldKind.Timestamp => ReadTimestamp(input, text),
                FieldKind.Number => ReadWholeNumber(input, text),
                _ => ReadText(input, text, lead),
            };
        }

        return (field.Kind, raw.Type) switch
        {
            (FieldKind.Text, JsonTokenType.Number) => ReadText(input, GetNumberText(input), lead),
            (FieldKind.List, JsonTokenType.Number) => ReadItem(input, lead),
            (FieldKind.List, JsonTokenType.True or JsonTokenType.False) when field.List!.Representation == ListRepresentation.Boolean =>
                FieldValue.From(catalog[field.List].Match(raw.Type == JsonTokenType.True ? 1 : 0, null).Item!),
            (FieldKind.Number, JsonTokenType.Number) => JsonText.TryReadWholeNumber(input.Json, out var number)
                ? CheckRange(input, number)
                : Fail(input, ExceedsLong(input.Json) ? IssueCode.OutOfRange : IssueCode.InvalidFormat, default),
            _ => Fail(input, IssueCode.InvalidType, default),
        };
    }

    /// <summary>The parent item under which the item of a field is looked up (promise 4.3).</summary>
    public (ParentKind Kind, ListItem? Item) GetParent(LeadField field, ReadOnlySpan<FieldValue> lead)
    {
        if (field.Parent is null)
            return (ParentKind.None, null);
        var parent = lead[field.Parent.Ordinal];
        if (issues.HasFailed(field.Parent, null))
        {
            // Whatever the parent is corrected to, it has no items to choose from if its own parent has none.
            return (GetParent(field.Parent, lead).Kind == ParentKind.WithoutItems ? ParentKind.WithoutItems : ParentKind.Unknown, null);
        }

        if (parent.Item is { } item)
            return (catalog[field.List!].GetActiveChildren(item.Value).Count > 0 ? ParentKind.Known : ParentKind.WithoutItems, item);

        // A valid value that is not an item: the parent field has no items to choose from, and so this one has none either.
        return (ParentKind.WithoutItems, null);
    }

    private bool TryReadText(FieldInput input, out ReadOnlySpan<char> text)
    {
        text = default;
        if (JsonText.HasLoneSurrogate(input.Json))
        {
            Fail(input, IssueCode.InvalidCharacter, default);
            return false;
        }

        if (_chars.Length < input.Json.Length)
            _chars = new char[input.Json.Length];
        var chars = _chars.AsSpan(0, JsonText.Copy(input.Json, _chars));
        text = (KeepsInvisibleCharacters(input.Field) ? chars : InvisibleText.Remove(chars)).Trim();
        if (!text.ContainsAny(Controls))
            return true;
        Fail(input, IssueCode.InvalidCharacter, default);
        return false;
    }

    /// <summary>
    /// A text for people keeps them, because they are a part of some words and emoji; matching with a list ignores them. Everything else,
    /// such as a phone number or a date, is read without them (promise 5.3).
    /// </summary>
    private static bool KeepsInvisibleCharacters(LeadField field) =>
        field.Kind == FieldKind.List || field is { Kind: FieldKind.Text, Rule: TextRule.None };

    /// <summary>
    /// Systems send ids and phone numbers as JSON numbers (promise 5.3). Some send the phone number as <c>512345678.0</c>.
    /// </summary>
    private ReadOnlySpan<char> GetNumberText(FieldInput input)
    {
        if (input.Field.Rule == TextRule.PhoneNumber && JsonText.TryReadWholeNumber(input.Json, out var number))
            return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (_chars.Length < input.Json.Length)
            _chars = new char[input.Json.Length];
        return _chars.AsSpan(0, System.Text.Encoding.UTF8.GetChars(input.Json, _chars));
    }

    private FieldValue ReadText(FieldInput input, ReadOnlySpan<char> text, ReadOnlySpan<FieldValue> lead)
    {
        var field = input.Field;
        switch (field.Rule)
        {
            case TextRule.PhoneNumber:
                return PhoneNumberReading.IsNumber(text) ? ReadDigits(text) : FailPhoneNumber(input, text, lead);
            case TextRule.CompanyCode:
                if (IsCompany(text))
                    return _company;
                issues.AddError(input.CreateIssue(issues, IssueCode.NotInList) with { Suggestion = rules.Company });
                return _memory.StoreText(text);
            case TextRule.Email when CountCharacters(text) <= field.MaxLength && !EmailAddress.IsValid(text):
                return Fail(input, IssueCode.InvalidFormat, text);
            default:
                return CountCharacters(text) <= field.MaxLength
                    ? _memory.StoreText(text)
                    : Fail(input, IssueCode.TooLong, text, field.MaxLength);
        }
    }

    private FieldValue ReadDigits(ReadOnlySpan<char> digits)
    {
        Span<char> ascii = stackalloc char[PhoneNumberReading.Length];
        Digits.ToAscii(digits, ascii);
        return _memory.StoreText(ascii);
    }

    private FieldValue FailPhoneNumber(FieldInput input, ReadOnlySpan<char> text, ReadOnlySpan<FieldValue> lead)
    {
        var hasOtherLength = Digits.IsAllDigits(text) && text.Length != PhoneNumberReading.Length;
        issues.AddError(
            input.CreateIssue(issues, hasOtherLength ? IssueCode.InvalidLength : IssueCode.InvalidFormat) with
            {
                Limit = PhoneNumberReading.Length,
                Suggestion = _phones.Suggest(text, lead[LeadFields.PhoneCode.Ordinal].Item),
            }
        );
        return _memory.StoreText(text);
    }

    private bool IsCompany(ReadOnlySpan<char> text) =>
        text.Length <= ListItem.MaxTextLength && TextFolding.Fold(text, stackalloc char[text.Length]).SequenceEqual(_foldedCompany);

    /// <summary>Counts Unicode scalar values (promise 5.3): a surrogate pair is one.</summary>
    private static int CountCharacters(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                length--;
        }

        return length;
    }

    private FieldValue ReadDate(FieldInput input, ReadOnlySpan<char> text)
    {
        if (DateParser.IsHijri(text))
            return FailHijriDate(input, text);
        if (!DateParser.TryParseDate(text, rules.Zone, out var day))
            return Fail(input, IssueCode.InvalidDate, text);
        return day >= LeadRules.EarliestDate && day <= _today ? FieldValue.From(day) : Fail(input, IssueCode.OutOfRange, text);
    }

    private FieldValue ReadTimestamp(FieldInput input, ReadOnlySpan<char> text)
    {
        if (DateParser.IsHijri(text))
            return FailHijriDate(input, text);
        // At the first and the last day of the calendar one of the two does not exist.
        var (isTimestamp, isDate) = (
            DateParser.TryParseTimestamp(text, rules.Zone, out var utc),
            DateParser.TryParseDate(text, rules.Zone, out var day)
        );
        if (!isTimestamp && !isDate)
            return Fail(input, IssueCode.InvalidDate, text);
        return isTimestamp && isDate && day >= LeadRules.EarliestDate && utc <= _latestLeadDate
            ? FieldValue.From(utc)
            : Fail(input, IssueCode.OutOfRange, text, LeadRules.MaxLeadDateDaysAhead);
    }

    /// <summary>A Hijri date is never guessed to be meant, but its Gregorian date is suggested (promise 5.2).</summary>
    private FieldValue FailHijriDate(FieldInput input, ReadOnlySpan<char> text)
    {
        if (!DateParser.TryParseHijriDate(text, rules.Zone, out var day))
            return Fail(input, IssueCode.InvalidDate, text);
        issues.AddError(
            input.CreateIssue(issues, IssueCode.OutOfRange) with
            {
                Limit = input.Field.Kind == FieldKind.Timestamp ? LeadRules.MaxLeadDateDaysAhead : 0,
                Suggestion = day >= LeadRules.EarliestDate ? WireTime.Format(day) : null,
            }
        );
        return _memory.StoreText(text);
    }

    private FieldValue ReadWholeNumber(FieldInput input, ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        var digits = isNegative || text[0] == '+' ? text[1..] : text;
        if (!Digits.IsAllDigits(digits))
            return Fail(input, IssueCode.InvalidFormat, default);
        return long.TryParse(Digits.ToAscii(digits), out var number)
            ? CheckRange(input, isNegative ? -number : number)
            : Fail(input, IssueCode.OutOfRange, default);
    }

    private FieldValue CheckRange(FieldInput input, long number) =>
        number >= input.Field.Minimum && number <= input.Field.Maximum
            ? FieldValue.From(number)
            : Fail(input, IssueCode.OutOfRange, default);

    private static bool ExceedsLong(ReadOnlySpan<byte> json) =>
        double.TryParse(json, System.Globalization.CultureInfo.InvariantCulture, out var value) && Math.Abs(value) > long.MaxValue;

    private FieldValue ReadItem(FieldInput input, ReadOnlySpan<char> text, ReadOnlySpan<FieldValue> lead)
    {
        var list = catalog[input.Field.List!];
        var (parentKind, parent) = GetParent(input.Field, lead);
        if (parentKind == ParentKind.WithoutItems)
            return KeepText(input, text);
        var match = list.Match(text, parent?.Value);
        if (match.Item is { } item)
            return FieldValue.From(item);

        // If the parent has an error, a text that may belong to the right parent is not an error (promise 4.7).
        if (parentKind == ParentKind.Unknown && match.Kind != MatchKind.NotFound)
            issues.MarkUndetermined(input.Field, input.VehicleIndex);
        else
            FailItem(input, list, match, parent, text.ToString());
        return _memory.StoreText(text);
    }

    private FieldValue ReadItem(FieldInput input, ReadOnlySpan<FieldValue> lead)
    {
        var list = catalog[input.Field.List!];
        var (parentKind, parent) = GetParent(input.Field, lead);
        var match = JsonText.TryReadWholeNumber(input.Json, out var number) ? list.Match(number, parent?.Value) : ListMatch.None;
        if (match.Item is { } item && (parentKind != ParentKind.WithoutItems || parent is not null))
            return FieldValue.From(item);
        var text = System.Text.Encoding.UTF8.GetString(input.Json);
        if (match.Kind == MatchKind.NotFound && list.Match(text, parent?.Value).Item is { } itemOfText)
        {
            issues.AddError(
                input.CreateIssue(issues, IssueCode.NotInList) with
                {
                    Parent = parent,
                    ItemOfText = itemOfText,
                    Nearest = [itemOfText],
                }
            );
        }
        else
        {
            FailItem(input, list, match, parent, text);
        }

        return default;
    }

    /// <summary>Keeps a text as sent if there are no items to choose from (promise 4.6).</summary>
    private FieldValue KeepText(FieldInput input, ReadOnlySpan<char> text)
    {
        if (CountCharacters(text) > ListItem.MaxTextLength)
            return Fail(input, IssueCode.TooLong, text, ListItem.MaxTextLength);
        issues.Add(input.CreateIssue(issues, IssueCode.KeptAsText));
        return _memory.StoreText(text);
    }

    private void FailItem(FieldInput input, ReferenceList list, ListMatch match, ListItem? parent, string text)
    {
        // A value can be a megabyte long, and comparing all of it with every label would be slow.
        var compared = text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text;
        issues.AddError(
            match.Kind switch
            {
                MatchKind.Ambiguous => input.CreateIssue(issues, IssueCode.Ambiguous) with { Candidates = match.Candidates },
                MatchKind.UnderOtherParent when parent is not null => input.CreateIssue(issues, IssueCode.NotInParent) with
                {
                    Parent = parent,
                    ParentName = sentLead.GetName(input.Field.Parent!),
                    Candidates = match.Candidates,
                    CandidateParents = match
                        .Candidates.Take(3)
                        .Select(candidate => list.Parent!.Find(candidate.ParentValue!.Value)!)
                        .ToList(),
                    Nearest = FindNearest(list, compared, parent, match.Kind),
                },
                _ when FindChild(input.Field, list, parent, compared) is (var child, var owners) => input.CreateIssue(
                    issues,
                    IssueCode.NotInList
                ) with
                {
                    Parent = parent,
                    ChildField = child,
                    CandidateParents = owners,
                    Nearest = owners,
                },
                _ => input.CreateIssue(issues, IssueCode.NotInList) with
                {
                    Parent = parent,
                    Nearest = FindNearest(list, compared, parent, match.Kind),
                },
            }
        );
    }

    /// <summary>
    /// Finds the text in the list of a field below this one: senders write Facebook, a sub-source, as the source (promise 4.3). A number
    /// is the value of something in every list and says nothing.
    /// </summary>
    private (LeadField Child, IReadOnlyList<ListItem> Owners)? FindChild(LeadField field, ReferenceList list, ListItem? parent, string text)
    {
        if (!text.Any(char.IsLetter))
            return null;
        foreach (var child in ChildFields[field])
        {
            var match = catalog[child.List!].Match(text, null);
            var owners = (match.Item is { } item ? [item] : match.Candidates)
                .Select(candidate => list.Find(candidate.ParentValue ?? 0))
                .OfType<ListItem>()
                .Where(owner => owner.IsActive && (parent is null || owner.ParentValue == parent.Value))
                .Distinct()
                .ToList();
            if (owners.Count is > 0 and <= MaxOwners)
                return (child, owners);
        }

        return null;
    }

    /// <summary>
    /// The leads of a bulk tend to have the same wrong values, and comparing each with every label is most of their cost.
    /// </summary>
    private IReadOnlyList<ListItem> FindNearest(ReferenceList list, string text, ListItem? parent, MatchKind kind)
    {
        var key = (list.Definition.Ordinal, parent?.Value, text);
        if (_nearest.TryGetValue(key, out var known))
            return known;
        if (_nearest.Count == MaxKnownNearest)
            _nearest.Clear();
        _comparedTexts += list.CountCompared(parent?.Value);
        if (_comparedTexts > rules.MaxComparedTexts)
            return [];
        var nearest = list.FindNearest(text, parent?.Value);
        if (kind == MatchKind.UnderOtherParent && parent is not null)
            nearest = ReplaceFarItems(nearest, list.GetActiveChildren(parent.Value), text);
        return _nearest[key] = nearest;
    }

    /// <summary>
    /// A text that is an item of another parent is written correctly, so what is merely nearest to it is meaningless; the first items of
    /// the parent are those that are used most.
    /// </summary>
    private static List<ListItem> ReplaceFarItems(IReadOnlyList<ListItem> nearest, IReadOnlyList<ListItem> children, string text)
    {
        var folded = TextFolding.Fold(text, stackalloc char[text.Length]);
        var near = new List<ListItem>(IssueMessages.MaxListed);
        foreach (var item in nearest)
        {
            if (IsNear(folded, item.Label) || IsNear(folded, item.LabelAr))
                near.Add(item);
        }

        return near.Count > 0 ? near : [.. children.Take(IssueMessages.MaxListed)];
    }

    private static bool IsNear(ReadOnlySpan<char> folded, string label)
    {
        var other = TextFolding.Fold(label, stackalloc char[label.Length]);
        return Math.Abs(folded.Length - other.Length) * 4 <= folded.Length && NearestText.Distance(folded, other) * 4 <= folded.Length;
    }

    private FieldValue Fail(FieldInput input, IssueCode code, ReadOnlySpan<char> text, int limit = 0)
    {
        issues.AddError(input.CreateIssue(issues, code) with { Limit = limit });
        return text.IsEmpty ? default : _memory.StoreText(text);
    }

    /// <summary>The value that is being read, with its field.</summary>
    /// <param name="raw">What is read: what was sent or, of an item sent as an object, the member that identifies it.</param>
    /// <param name="sent">What was sent, for issues.</param>
    private readonly ref struct FieldInput(LeadField field, RawValue raw, RawValue sent, ReadOnlySpan<byte> lead, int? vehicleIndex)
    {
        private readonly ReadOnlySpan<byte> _lead = lead;

        public LeadField Field { get; } = field;

        public int? VehicleIndex { get; } = vehicleIndex;

        public ReadOnlySpan<byte> Json => raw.SliceOf(_lead);

        public Issue CreateIssue(IssueCollector issues, IssueCode code) =>
            new()
            {
                Code = code,
                Field = Field,
                Name = sent.IsOtherName ? Field.OtherName! : Field.Name,
                VehicleIndex = VehicleIndex,
                Value = issues.Copy(_lead, sent.Start, sent.Length),
            };
    }
}
