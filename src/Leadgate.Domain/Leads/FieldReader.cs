using System.Buffers;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>Reads the value of one field and says what is wrong with it. Not for several threads.</summary>
internal sealed class FieldReader(ListCatalog catalog, LeadRules rules, DateOnly today, IssueCollector state)
{
    private const int PhoneDigits = 9;

    /// <summary>Control characters but for tab and line breaks (promise 5.3).</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')),
    ]);

    private readonly FieldValue _company = FieldValue.From(rules.Company);
    private readonly string _foldedCompany = TextFolding.Fold(rules.Company);
    private char[] _chars = new char[512];
    private LeadMemory _memory = new();

    /// <summary>From now on values are kept in this.</summary>
    public void UseMemory(LeadMemory memory) => _memory = memory;

    /// <summary>
    /// Reads a value that is not blank. When it is wrong an error is added, and the text that was sent comes back, so that a
    /// lead with errors can be shown.
    /// </summary>
    public FieldValue Read(LeadField field, RawValue raw, ReadOnlySpan<byte> json, ReadOnlySpan<FieldValue> lead, int? vehicle)
    {
        var at = new Place(field, raw, json, vehicle);
        if (raw.Type == JsonTokenType.String)
        {
            if (!TryReadText(at, out var text))
                return default;
            return field.Kind switch
            {
                FieldKind.List => ReadItem(at, text, lead),
                FieldKind.Date => ReadDate(at, text),
                FieldKind.Timestamp => ReadTimestamp(at, text),
                FieldKind.Number => ReadWholeNumber(at, text),
                _ => ReadText(at, text),
            };
        }

        return (field.Kind, raw.Type) switch
        {
            (FieldKind.List, JsonTokenType.Number) => ReadItem(at, lead),
            (FieldKind.List, JsonTokenType.True or JsonTokenType.False) when field.List!.Representation == ListRepresentation.Boolean =>
                FieldValue.From(catalog[field.List].Match(raw.Type == JsonTokenType.True ? 1 : 0, null).Item!),
            (FieldKind.Number, JsonTokenType.Number) => JsonText.TryReadWholeNumber(at.Json, out var number)
                ? CheckRange(at, number)
                : Fail(at, ExceedsLong(at.Json) ? IssueCode.OutOfRange : IssueCode.InvalidFormat, default),
            _ => Fail(at, IssueCode.InvalidType, default),
        };
    }

    /// <summary>What the item of a child field is looked up under (promise 4.3).</summary>
    public (ParentKind Kind, ListItem? Item) GetParent(LeadField field, ReadOnlySpan<FieldValue> lead)
    {
        if (field.Parent is null)
            return (ParentKind.None, null);
        var parent = lead[field.Parent.Ordinal];
        if (state.HasFailed(field.Parent, null))
        {
            // However it is mended, it has no items below it when it had none to be chosen from itself.
            return (GetParent(field.Parent, lead).Kind == ParentKind.WithoutItems ? ParentKind.WithoutItems : ParentKind.Unknown, null);
        }

        if (parent.Item is { } item)
            return (catalog[field.List!].GetActiveChildren(item.Value).Count > 0 ? ParentKind.Known : ParentKind.WithoutItems, item);

        // Neither wrong nor an item: the parent has itself no items to choose from, and nor has what lies below it.
        return (ParentKind.WithoutItems, null);
    }

    private bool TryReadText(Place at, out ReadOnlySpan<char> text)
    {
        text = default;
        if (JsonText.HasLoneSurrogate(at.Json))
        {
            Fail(at, IssueCode.InvalidCharacter, default);
            return false;
        }

        if (_chars.Length < at.Json.Length)
            _chars = new char[at.Json.Length];
        text = _chars.AsSpan(0, JsonText.Copy(at.Json, _chars)).Trim();
        if (!text.ContainsAny(Controls))
            return true;
        Fail(at, IssueCode.InvalidCharacter, default);
        return false;
    }

    private FieldValue ReadText(Place at, ReadOnlySpan<char> text)
    {
        var field = at.Field;
        switch (field.Rule)
        {
            case TextRule.PhoneNumber:
                if (!Digits.IsAllDigits(text))
                    return Fail(at, IssueCode.InvalidFormat, text);
                return text.Length == PhoneDigits ? ReadDigits(text) : Fail(at, IssueCode.InvalidLength, text, PhoneDigits);
            case TextRule.CompanyCode:
                if (IsCompany(text))
                    return _company;
                state.AddFieldError(at.Issue(state, IssueCode.NotInList) with { Suggestion = rules.Company });
                return _memory.StoreText(text);
            case TextRule.Email when CountCharacters(text) <= field.MaxLength && !EmailAddress.IsValid(text):
                return Fail(at, IssueCode.InvalidFormat, text);
            default:
                return CountCharacters(text) <= field.MaxLength
                    ? _memory.StoreText(text)
                    : Fail(at, IssueCode.TooLong, text, field.MaxLength);
        }
    }

    private FieldValue ReadDigits(ReadOnlySpan<char> digits)
    {
        Span<char> ascii = stackalloc char[PhoneDigits];
        Digits.ToAscii(digits, ascii);
        return _memory.StoreText(ascii);
    }

    private bool IsCompany(ReadOnlySpan<char> text) =>
        text.Length <= ListItem.MaxTextLength && TextFolding.Fold(text, stackalloc char[text.Length]).SequenceEqual(_foldedCompany);

    /// <summary>Counted in Unicode scalar values (promise 5.3): the two halves of a pair are one.</summary>
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

    private FieldValue ReadDate(Place at, ReadOnlySpan<char> text)
    {
        if (!DateParser.TryParseDate(text, rules.Zone, out var day))
            return Fail(at, IssueCode.InvalidDate, text);
        return day >= LeadRules.EarliestBirthDate && day <= today ? FieldValue.From(day) : Fail(at, IssueCode.OutOfRange, text);
    }

    private FieldValue ReadTimestamp(Place at, ReadOnlySpan<char> text) =>
        DateParser.TryParseTimestamp(text, rules.Zone, out var utc) ? FieldValue.From(utc) : Fail(at, IssueCode.InvalidDate, text);

    private FieldValue ReadWholeNumber(Place at, ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        var digits = isNegative || text[0] == '+' ? text[1..] : text;
        if (!Digits.IsAllDigits(digits))
            return Fail(at, IssueCode.InvalidFormat, default);
        return long.TryParse(Digits.ToAscii(digits), out var number)
            ? CheckRange(at, isNegative ? -number : number)
            : Fail(at, IssueCode.OutOfRange, default);
    }

    private FieldValue CheckRange(Place at, long number) =>
        number >= at.Field.Minimum && number <= at.Field.Maximum ? FieldValue.From(number) : Fail(at, IssueCode.OutOfRange, default);

    private static bool ExceedsLong(ReadOnlySpan<byte> json) =>
        double.TryParse(json, System.Globalization.CultureInfo.InvariantCulture, out var value) && Math.Abs(value) > long.MaxValue;

    private FieldValue ReadItem(Place at, ReadOnlySpan<char> text, ReadOnlySpan<FieldValue> lead)
    {
        var list = catalog[at.Field.List!];
        var (parentKind, parent) = GetParent(at.Field, lead);
        if (parentKind == ParentKind.WithoutItems)
            return KeepText(at, text);
        var match = list.Match(text, parent?.Value);
        if (match.Item is { } item)
            return FieldValue.From(item);

        // With a wrong parent, a text that may be right under the right one is not blamed.
        var maybeRight = parentKind == ParentKind.Unknown && (match.Kind != MatchKind.NotFound || !list.EveryParentHasItems);
        if (maybeRight)
            state.MarkUndetermined(at.Field, at.Vehicle);
        else
            FailItem(at, list, match, parent, text.ToString());
        return _memory.StoreText(text);
    }

    private FieldValue ReadItem(Place at, ReadOnlySpan<FieldValue> lead)
    {
        var list = catalog[at.Field.List!];
        var (parentKind, parent) = GetParent(at.Field, lead);
        var match = JsonText.TryReadWholeNumber(at.Json, out var number) ? list.Match(number, parent?.Value) : ListMatch.None;
        if (match.Item is { } item && (parentKind != ParentKind.WithoutItems || parent is not null))
            return FieldValue.From(item);
        FailItem(at, list, match, parent, System.Text.Encoding.UTF8.GetString(at.Json));
        return default;
    }

    /// <summary>Keeps a text as it is where there are no items to choose from (promise 4.6).</summary>
    private FieldValue KeepText(Place at, ReadOnlySpan<char> text)
    {
        if (CountCharacters(text) > ListItem.MaxTextLength)
            return Fail(at, IssueCode.TooLong, text, ListItem.MaxTextLength);
        state.Add(at.Issue(state, IssueCode.KeptAsText));
        return _memory.StoreText(text);
    }

    private void FailItem(Place at, ReferenceList list, ListMatch match, ListItem? parent, string text)
    {
        // Nobody reads on after so much text, and a megabyte of it must not be compared with every label.
        var compared = text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text;
        var nearest = list.FindNearest(compared, parent?.Value);
        state.AddFieldError(
            match.Kind switch
            {
                MatchKind.Ambiguous => at.Issue(state, IssueCode.Ambiguous) with { Candidates = match.Candidates },
                MatchKind.UnderOtherParent when parent is not null => at.Issue(state, IssueCode.NotInParent) with
                {
                    Parent = parent,
                    Candidates = match.Candidates,
                    CandidateParents = match
                        .Candidates.Take(3)
                        .Select(candidate => list.Parent!.Find(candidate.ParentValue!.Value)!)
                        .ToList(),
                    Nearest = nearest,
                },
                _ => at.Issue(state, IssueCode.NotInList) with { Parent = parent, Nearest = nearest },
            }
        );
    }

    private FieldValue Fail(Place at, IssueCode code, ReadOnlySpan<char> text, int limit = 0)
    {
        state.AddFieldError(at.Issue(state, code) with { Limit = limit });
        return text.IsEmpty ? default : _memory.StoreText(text);
    }

    /// <summary>The value that is being read, and where it stands.</summary>
    private readonly ref struct Place(LeadField field, RawValue raw, ReadOnlySpan<byte> lead, int? vehicle)
    {
        private readonly ReadOnlySpan<byte> _lead = lead;

        public LeadField Field { get; } = field;

        public int? Vehicle { get; } = vehicle;

        public ReadOnlySpan<byte> Json => raw.SliceOf(_lead);

        public Issue Issue(IssueCollector state, IssueCode code) =>
            new()
            {
                Code = code,
                Field = Field,
                Name = raw.IsOtherName ? Field.OtherName! : Field.Name,
                VehicleIndex = Vehicle,
                Value = state.Copy(_lead, raw.Start, raw.Length),
            };
    }
}
