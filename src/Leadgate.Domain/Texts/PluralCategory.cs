namespace Leadgate.Domain.Texts;

/// <summary>The plural categories of Unicode CLDR. Arabic uses all six, English <see cref="One"/> and <see cref="Other"/>.</summary>
internal enum PluralCategory
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}
