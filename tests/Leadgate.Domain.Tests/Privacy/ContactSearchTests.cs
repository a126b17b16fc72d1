using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Privacy;

/// <summary>A phone number or an address is found however it is written, and a stranger's is not taken for it.</summary>
public sealed class ContactSearchTests
{
    private static readonly DataSubject Sara = Subject(ContactSpellings.Phone, ContactSpellings.Email);

    private static readonly Gen<string> After = Gen.OneOf(
        "",
        " later",
        "بعد",
        "&x=",
        "/",
        "'",
        "\n",
        "%20",
        "\u200B",
        ">",
        "_",
        "\"}",
        "*"
    );

    private static readonly Gen<string> Before = Gen.OneOf([
        "",
        "call ",
        "مرحبا ",
        "e=",
        "/",
        "'",
        "\n",
        "100% ",
        "a&b;",
        "\\",
        "<",
        "x = ",
        "\u200B",
        "=?",
        "{\"a\":\"",
    ]);

    [Fact]
    public void Spellings_are_found_wherever_they_are_in_a_text()
    {
        Assert.True(ContactSpellings.Phones.Count + ContactSpellings.Emails.Count > 70);
        Assert.All(ContactSpellings.Phones, text => Assert.True(Subject(ContactSpellings.Phone, null).IsMentionedIn(text), text));
        Assert.All(ContactSpellings.Emails, text => Assert.True(Subject(null, ContactSpellings.Email).IsMentionedIn(text), text));
        Assert.All(
            ContactSpellings.Phones.Concat(ContactSpellings.Emails),
            text => Assert.True(Sara.IsMentionedIn($"قبل {text} بعد"), text)
        );
        Assert.All(ContactSpellings.Phones, text => Assert.True(Subject("+966" + ContactSpellings.Phone, null).IsMentionedIn(text), text));
    }

    [Fact]
    public void Address_is_found_in_any_mixture_of_encodings() =>
        Gen.Select(Encoded(ContactSpellings.Email), Before, After)
            .Sample((address, before, after) => Assert.True(Subject(null, ContactSpellings.Email).IsMentionedIn(before + address + after)));

    [Fact]
    public void Number_is_found_in_any_mixture_of_encodings() =>
        Gen.Select(Encoded(ContactSpellings.Phone), Before, After)
            .Sample((number, before, after) => Assert.True(Subject(ContactSpellings.Phone, null).IsMentionedIn(before + number + after)));

    [Fact]
    public void Other_addresses_and_numbers_are_never_taken_for_those_of_the_person() =>
        Gen.Select(Gen.Int[0, ContactSpellings.Email.Length - 1], Gen.Char["bdgjkz"], Gen.Int[0, 8], Gen.Int[1, 9])
            .SelectMany(
                (letter, other, digit, more) =>
                {
                    var address = ContactSpellings.Email.ToCharArray();
                    address[letter] = other;
                    var number = ContactSpellings.Phone.ToCharArray();
                    number[digit] = (char)('0' + ((number[digit] - '0' + more) % 10));
                    return Gen.Int[0, 9]
                        .Select(way => string.Concat($"{new string(address)} {new string(number)}".Select(c => Encode($"{c}", way))));
                }
            )
            .Sample(text => Assert.Equal(Mention.None, Sara.FindIn(text)));

    [Theory]
    [InlineData("kasara@example.com")]
    [InlineData("sara@example.company")]
    [InlineData("sara+news@example.com")]
    [InlineData("+971 51 357 2468")]
    [InlineData("00971-513572468")]
    [InlineData("971513572468")]
    [InlineData("5135 and 72468")]
    [InlineData("WEB-2026-1251-3572468")]
    [InlineData("sara@example.org and example.com")]
    [InlineData("%26sara%26@example.com")]
    public void Text_of_somebody_else_is_not_found(string text) =>
        Assert.Equal(Mention.None, Subject("+966" + ContactSpellings.Phone, ContactSpellings.Email).FindIn(text));

    [Theory]
    [InlineData("me.sara@example.com", Mention.Possible)]
    [InlineData("sara@example.com.sa", Mention.Possible)]
    [InlineData("news+sara@example.com", Mention.Possible)]
    [InlineData("sara@example.com.", Mention.Certain)]
    [InlineData("5135724689", Mention.Possible)]
    [InlineData("99513572468", Mention.Possible)]
    [InlineData("0513572468 ext 9", Mention.Certain)]
    public void What_may_be_part_of_something_longer_is_possible(string text, object mention) => Assert.Equal(mention, Sara.FindIn(text));

    [Theory]
    [InlineData("+9651234567", "551234567")]
    [InlineData("1234567", "71234567")]
    [InlineData("1234567", "0551234567")]
    [InlineData("+96551234567", "+966 551234567")]
    [InlineData("+96551234567", "order 20251234567")]
    public void Short_number_is_not_found_within_the_number_of_a_stranger(string phone, string text) =>
        Assert.Equal(Mention.None, Subject(phone, null).FindIn(text));

    [Fact]
    public void Long_and_hostile_texts_are_searched_in_time()
    {
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("%25", 30_000)),
            string.Concat(Enumerable.Repeat("&amp;", 20_000)),
            string.Concat(Enumerable.Repeat("\\u005c", 20_000)),
            new('=', 100_000),
            new('\u200B', 100_000),
            new('0', 100_000),
            string.Concat(Enumerable.Repeat("sara@", 20_000)),
            string.Concat(Enumerable.Repeat("5 1 3 ", 20_000)),
            string.Concat(Enumerable.Repeat("%D9", 30_000)),
            string.Concat(Enumerable.Repeat("<a>", 30_000)),
            string.Concat(Enumerable.Repeat("&#3", 30_000)),
        ];
        Assert.All(hostile, text => Assert.Equal(Mention.None, Sara.FindIn(text)));
        Assert.All(hostile, text => Assert.True(Sara.IsMentionedIn(text + " \u200B%73ara%40example.com")));
    }

    private static DataSubject Subject(string? phone, string? email) =>
        DataSubject.TryCreate(phone, email, TestData.Catalog[ReferenceLists.PhoneCode], out _)!;

    /// <summary>A text with each character encoded in some way, up to three times, and marks that nobody sees between them.</summary>
    private static Gen<string> Encoded(string text) =>
        Gen.Select(Gen.Int[0, 13].Array[text.Length], Gen.Int[0, 13].Array[text.Length], Gen.Int[0, 6].Array[text.Length])
            .Select(
                (first, second, gaps) =>
                    string.Concat(
                        text.Select((c, i) => Encode(Encode($"{c}", first[i]), second[i]) + (gaps[i] == 0 && c != '@' ? "\u200B" : ""))
                    )
            );

    private static string Encode(string text, int way)
    {
        if (!char.IsAscii(text[0]))
            return text;
        var rest = text[1..];
        return way switch
        {
            0 => $"%{(int)text[0]:X2}" + rest,
            1 => $"&#{(int)text[0]};" + rest,
            2 => $"&#x{(int)text[0]:x};" + rest,
            3 => $@"\u{(int)text[0]:x4}" + rest,
            4 => $"={(int)text[0]:X2}" + rest,
            5 => text.ToUpperInvariant(),
            6 when text[0] is > ' ' and <= '~' => (char)(text[0] - '!' + '\uFF01') + rest,
            7 => $@"\x{(int)text[0]:x2}" + rest,
            8 => $"%u{(int)text[0]:X4}" + rest,
            _ => text,
        };
    }
}
