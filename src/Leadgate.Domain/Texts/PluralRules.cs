namespace Leadgate.Domain.Texts;

/// <summary>The cardinal plural rules of Unicode CLDR for whole numbers.</summary>
internal static class PluralRules
{
    public static PluralCategory ForEnglish(long number) => number == 1 ? PluralCategory.One : PluralCategory.Other;

    public static PluralCategory ForArabic(long number) =>
        number switch
        {
            0 => PluralCategory.Zero,
            1 => PluralCategory.One,
            2 => PluralCategory.Two,
            _ => (number % 100) switch
            {
                >= 3 and <= 10 => PluralCategory.Few,
                >= 11 and <= 99 => PluralCategory.Many,
                _ => PluralCategory.Other,
            },
        };
}
