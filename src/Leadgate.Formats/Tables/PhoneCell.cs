using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>
/// Reads the phone numbers of cells as people write them: <c>+966 (0) 50 000 4567</c>, <c>0500004567</c>, <c>966500004567</c>. What can be
/// read in more than one way, or in none, stays as it is, and is an error of the lead. Not thread-safe.
/// </summary>
internal sealed class PhoneCell
{
    /// <summary>A longer text is no phone number.</summary>
    private const int MaxBytes = 200;

    private const string HomeCode = "966";
    private const string HomeCountry = "SA";

    private static readonly Lazy<ListCatalog> Lists = new(() => ListCatalog.Build(BuiltInLists.Read()));

    private readonly PhoneNumberReading _reading = new(Lists.Value[ReferenceLists.PhoneCode]);
    private readonly Dictionary<string, ListItem?> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _homes = new(StringComparer.Ordinal);
    private byte[] _lastCountry = [];
    private bool _lastIsHome = true;

    private byte[] _lastCode = [];
    private ListItem? _lastCodeItem;

    /// <summary>The label of the code of the company's country, for numbers that are written as one dials them there.</summary>
    private ListItem Home { get; } = Lists.Value[ReferenceLists.PhoneCode].Active.First(item => item.Code == HomeCode);

    /// <summary>Reads a number.</summary>
    /// <param name="cell">The text of the cell.</param>
    /// <param name="rowCode">The phone code of the row; empty if it has none.</param>
    /// <param name="defaultCode">The phone code of rows that have none; empty if there is none.</param>
    /// <param name="country">The country of the row; empty if it has none.</param>
    /// <param name="code">The phone code that the row lacks, or null.</param>
    /// <param name="number">Nine digits.</param>
    /// <returns>False if the cell should stay as it is.</returns>
    public bool TryRead(
        ReadOnlySpan<byte> cell,
        ReadOnlySpan<byte> rowCode,
        ReadOnlySpan<byte> defaultCode,
        ReadOnlySpan<byte> country,
        out ListItem? code,
        out string number
    )
    {
        (code, number) = (null, "");
        if (cell.Length > MaxBytes)
            return false;
        Span<char> chars = stackalloc char[MaxBytes];
        ReadOnlySpan<char> text = InvisibleText.Remove(chars[..Encoding.UTF8.GetChars(cell, chars)]).Trim();
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        var hasCode = !rowCode.IsEmpty;
        var sent = FindCode(hasCode ? rowCode : defaultCode);
        if (PhoneNumberReading.IsNumber(text))
            number = Digits.ToAscii(text);
        else if (!_reading.TryRead(text, sent, out code, out number))
            return false;

        // A row with a code of its own may not get another one; the error says both.
        if (hasCode)
        {
            if (code is not null && code.Value != sent?.Value)
                return false;
            code = null;
            return true;
        }

        if (code is null && defaultCode.IsEmpty && IsHome(country))
            code = Home;
        else if (code is not null && code.Value == sent?.Value)
            code = null;
        return true;
    }

    private ListItem? FindCode(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty)
            return null;
        if (code.SequenceEqual(_lastCode))
            return _lastCodeItem;
        _lastCode = code.ToArray();
        var text = Encoding.UTF8.GetString(code);
        if (!_codes.TryGetValue(text, out var item))
        {
            item = Lists.Value[ReferenceLists.PhoneCode].Match(InvisibleText.Remove(text).Trim(), null).Item;
            if (_codes.Count < 1000)
                _codes[text] = item;
        }

        return _lastCodeItem = item;
    }

    /// <summary>A number without a code in a row of another country could belong to either.</summary>
    private bool IsHome(ReadOnlySpan<byte> country)
    {
        if (country.IsEmpty)
            return true;
        if (country.SequenceEqual(_lastCountry))
            return _lastIsHome;
        _lastCountry = country.ToArray();
        var text = Encoding.UTF8.GetString(country);
        if (!_homes.TryGetValue(text, out var isHome))
        {
            isHome = Lists.Value[ReferenceLists.Country].Match(text, null).Item?.Code == HomeCountry;
            if (_homes.Count < 1000)
                _homes[text] = isHome;
        }

        return _lastIsHome = isHome;
    }
}
