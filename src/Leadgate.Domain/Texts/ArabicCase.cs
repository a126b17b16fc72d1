namespace Leadgate.Domain.Texts;

/// <summary>
/// The role of a counted noun in an Arabic sentence. It shows in "one" and "two" only; the other forms depend on the number.
/// </summary>
internal enum ArabicCase
{
    /// <summary>A subject or predicate: «الحد الأقصى، وهو حرفان».</summary>
    Nominative,

    /// <summary>An object or an adverb of time: «انتظر ثانيتين».</summary>
    Accusative,

    /// <summary>After a preposition: «بعد ثانيتين».</summary>
    Genitive,
}
