using System.Globalization;

namespace Leadgate.Domain.Texts;

/// <summary>A noun that messages count, so that number and noun agree in both languages: "1 second", «ثانيتين», «5 ثوانٍ».</summary>
internal sealed record CountedNoun(string Singular, string Plural, ArabicNoun Arabic)
{
    public static readonly CountedNoun Second = new(
        "second",
        "seconds",
        new()
        {
            One = "ثانية واحدة",
            Two = "ثانيتان",
            TwoOblique = "ثانيتين",
            Few = "ثوانٍ",
            Many = "ثانية",
            Other = "ثانية",
        }
    );

    /// <summary>A Unicode character of a text.</summary>
    public static readonly CountedNoun Character = new(
        "character",
        "characters",
        new()
        {
            One = "حرف واحد",
            OneAccusative = "حرفًا واحدًا",
            Two = "حرفان",
            TwoOblique = "حرفين",
            Few = "أحرف",
            Many = "حرفًا",
            Other = "حرف",
        }
    );

    public static readonly CountedNoun Digit = new(
        "digit",
        "digits",
        new()
        {
            One = "رقم واحد",
            OneAccusative = "رقمًا واحدًا",
            Two = "رقمان",
            TwoOblique = "رقمين",
            Few = "أرقام",
            Many = "رقمًا",
            Other = "رقم",
        }
    );

    public static readonly CountedNoun Day = new(
        "day",
        "days",
        new()
        {
            One = "يوم واحد",
            OneAccusative = "يومًا واحدًا",
            Two = "يومان",
            TwoOblique = "يومين",
            Few = "أيام",
            Many = "يومًا",
            Other = "يوم",
        }
    );

    /// <summary>An HTTP request.</summary>
    public static readonly CountedNoun Request = new(
        "request",
        "requests",
        new()
        {
            One = "طلب واحد",
            OneAccusative = "طلبًا واحدًا",
            Two = "طلبان",
            TwoOblique = "طلبين",
            Few = "طلبات",
            Many = "طلبًا",
            Other = "طلب",
        }
    );

    public static readonly CountedNoun Lead = new(
        "lead",
        "leads",
        new()
        {
            One = "عميل محتمل واحد",
            OneAccusative = "عميلًا محتملًا واحدًا",
            Two = "عميلان محتملان",
            TwoOblique = "عميلين محتملين",
            Few = "عملاء محتملين",
            Many = "عميلًا محتملًا",
            Other = "عميل محتمل",
        }
    );

    public static readonly CountedNoun Vehicle = new(
        "vehicle",
        "vehicles",
        new()
        {
            One = "مركبة واحدة",
            Two = "مركبتان",
            TwoOblique = "مركبتين",
            Few = "مركبات",
            Many = "مركبة",
            Other = "مركبة",
        }
    );

    /// <summary>The number, which is not negative, with the noun.</summary>
    public string In(bool arabic, long number, ArabicCase arabicCase = ArabicCase.Nominative)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return arabic ? InArabic(number, arabicCase) : InEnglish(number);
    }

    private string InEnglish(long number) => Join(number, PluralRules.ForEnglish(number) == PluralCategory.One ? Singular : Plural);

    private string InArabic(long number, ArabicCase arabicCase) =>
        PluralRules.ForArabic(number) switch
        {
            PluralCategory.One when arabicCase == ArabicCase.Accusative => Arabic.OneAccusative ?? Arabic.One,
            PluralCategory.One => Arabic.One,
            PluralCategory.Two => arabicCase == ArabicCase.Nominative ? Arabic.Two : Arabic.TwoOblique,
            PluralCategory.Few => Join(number, Arabic.Few),
            PluralCategory.Many => Join(number, Arabic.Many),
            _ => Join(number, Arabic.Other),
        };

    private static string Join(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}");
}
