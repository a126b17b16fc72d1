using System.Globalization;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Staff;

/// <summary>
/// Which passwords an account may get. Nothing is asked of the kinds of characters (NIST SP 800-63B section 5.1.1.2); a password is
/// rejected if it is short, or consists of little more than what those who guess passwords try first.
/// </summary>
internal static class PasswordRules
{
    /// <summary>What must be left of a password when each guessable part counts as one character.</summary>
    private const int MinUnguessable = 6;

    private const int MinNamePart = 3;
    private const int MinRun = 4;
    private const int MinZigzag = 6;
    private const int MinSameCharacters = 3;
    private const int LongestRepeatedUnit = 4;
    private const int YearLength = 4;

    /// <summary>Characters in the order of alphabets and of keyboards, whose columns count too.</summary>
    private static readonly string[] Orders =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1qaz",
        "2wsx",
        "3edc",
        "4rfv",
        "5tgb",
        "6yhn",
        "7ujm",
        "!@#$%^&*()",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "ضصثقفغعهخحجد",
        "شسيبلاتنمكط",
    ];

    /// <summary>Rows of a keyboard, for runs that go up and down between two of them: <c>1q2w3e</c>.</summary>
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Digits and signs that people write for letters.</summary>
    private static readonly Dictionary<char, char> WrittenFor = new()
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    };

    private enum Part
    {
        Other,
        AccountName,
        CommonWord,
        Order,
        Repetition,
        Year,
    }

    /// <summary>
    /// The form of a password that is hashed, because keyboards write one letter in different ways (NIST SP 800-63B section 5.1.1.2).
    /// </summary>
    public static string Normalize(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // An unpaired surrogate cannot be normalized.
            return password;
        }
    }

    /// <summary>Why an account cannot get a password, or null.</summary>
    /// <param name="accountName">The folded name of the account.</param>
    public static BilingualText? Validate(string password, string accountName)
    {
        if (Normalize(password).Length is < StaffAccount.MinPasswordLength or > StaffAccount.MaxPasswordLength)
        {
            return new(
                $"A password must have {StaffAccount.MinPasswordLength} to {StaffAccount.MaxPasswordLength} characters.",
                $"تتكون كلمة المرور من {StaffAccount.MinPasswordLength} إلى "
                    + $"{CountedNoun.Character.In(true, StaffAccount.MaxPasswordLength)}."
            );
        }

        var name = TextFolding.Fold(accountName);
        List<string> names = [name, .. name.Split('.', '_', '-', '@', ' ').Where(part => part.Length >= MinNamePart)];
        var text = TextFolding.Fold(password);
        return FindWeakness(text, names) ?? FindWeakness(string.Concat(text.Where(char.IsLetterOrDigit)), names);
    }

    private static BilingualText? FindWeakness(string text, List<string> names)
    {
        var unit = FindRepeatedUnit(text);
        var plain = string.Concat(text.Select(character => WrittenFor.GetValueOrDefault(character, character)));
        var covered = new Dictionary<Part, int> { [Part.Repetition] = text.Length - unit };
        var unguessable = 0;
        for (var i = 0; i < unit; unguessable++)
        {
            var (part, length) = FindPart(text, plain, i, names);
            covered[part] = covered.GetValueOrDefault(part) + length;
            i += length;
        }

        if (unguessable >= MinUnguessable)
            return null;
        covered.Remove(Part.Other);
        return Describe(covered.MaxBy(part => part.Value).Key);
    }

    /// <summary>The longest guessable part that begins at an index, or the one character there.</summary>
    private static (Part Part, int Length) FindPart(string text, string plain, int start, List<string> names)
    {
        (Part Part, int Length)[] found =
        [
            (Part.AccountName, FindLongest(names, text, plain, start)),
            (Part.CommonWord, FindLongest(CommonPasswords.Words, text, plain, start)),
            (Part.Repetition, CountRepetition(text, start)),
            (Part.Order, Math.Max(Orders.Max(order => CountRun(text, start, order)), CountZigzag(text, start))),
            (Part.Year, IsYear(text, start) ? YearLength : 0),
        ];
        var longest = found.MaxBy(part => part.Length);
        return longest.Length > 0 ? longest : (Part.Other, 1);
    }

    private static int FindLongest(IReadOnlyList<string> words, string text, string plain, int start) =>
        words.Where(word => IsAt(text, start, word) || IsAt(plain, start, word)).Select(word => word.Length).DefaultIfEmpty(0).Max();

    private static bool IsAt(string text, int start, string word) =>
        word.Length > 0 && string.CompareOrdinal(text, start, word, 0, word.Length) == 0;

    /// <summary>How many characters follow an order, forwards or backwards.</summary>
    private static int CountRun(string text, int start, string order)
    {
        var longest = 0;
        foreach (var step in (ReadOnlySpan<int>)[1, -1])
        {
            var length = 1;
            for (
                var place = order.IndexOf(text[start], StringComparison.Ordinal) + step;
                place - step >= 0
                    && place >= 0
                    && place < order.Length
                    && start + length < text.Length
                    && text[start + length] == order[place];
                place += step
            )
                length++;
            longest = Math.Max(longest, length);
        }

        return longest >= MinRun ? longest : 0;
    }

    private static int CountZigzag(string text, int start)
    {
        var length = 1;
        while (start + length < text.Length && AreNeighbors(text[start + length - 1], text[start + length]))
            length++;
        return length >= MinZigzag ? length : 0;
    }

    private static bool AreNeighbors(char first, char second) =>
        FindKey(first) is { } a && FindKey(second) is { } b && Math.Abs(a.Row - b.Row) <= 1 && Math.Abs(a.Column - b.Column) <= 1;

    private static (int Row, int Column)? FindKey(char character)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            if (Rows[row].IndexOf(character, StringComparison.Ordinal) is >= 0 and var column)
                return (row, column);
        }

        return null;
    }

    /// <summary>How many characters repeat one character three times or more, or a few characters twice or more.</summary>
    private static int CountRepetition(string text, int start)
    {
        var longest = 0;
        for (var unit = 1; unit <= LongestRepeatedUnit; unit++)
        {
            var length = unit;
            while (start + length < text.Length && text[start + length] == text[start + length - unit])
                length++;
            if (length >= (unit == 1 ? MinSameCharacters : 2 * unit))
                longest = Math.Max(longest, length);
        }

        return longest;
    }

    private static bool IsYear(string text, int start) =>
        start + YearLength <= text.Length
        && int.TryParse(text.AsSpan(start, YearLength), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is (>= 1900 and < 2100) or (>= 1300 and < 1500);

    /// <summary>The length of the unit that the whole text repeats, or that of the text.</summary>
    private static int FindRepeatedUnit(string text)
    {
        for (var unit = 1; unit <= text.Length / 2; unit++)
        {
            if (text.AsSpan(unit).SequenceEqual(text.AsSpan(0, text.Length - unit)))
                return unit;
        }

        return text.Length;
    }

    private static BilingualText Describe(Part part)
    {
        var (english, arabic) = part switch
        {
            Part.AccountName => ("the name of the account", "اسم الحساب"),
            Part.CommonWord => (
                "words that are in many passwords, such as password or welcome",
                "كلمات شائعة في كلمات المرور مثل password"
            ),
            Part.Order => (
                "neighboring keys, or letters or digits in order, such as qwerty or 1234",
                "مفاتيح متجاورة أو أحرف أو أرقام متتابعة مثل 1234"
            ),
            Part.Year => ("a year", "سنة"),
            _ => ("repetitions", "تكرار"),
        };
        return new(
            $"This password is easy to guess: it is little more than {english}. Choose several unrelated words.",
            $"كلمة المرور هذه سهلة التخمين، إذ لا تكاد تزيد على {arabic}. اختر عدة كلمات لا علاقة بينها."
        );
    }
}
