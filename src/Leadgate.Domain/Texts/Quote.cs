namespace Leadgate.Domain.Texts;

/// <summary>Quotation marks of the language.</summary>
internal static class Quote
{
    /// <summary>The label of a list item or the title of a field, which is in the language of the message.</summary>
    public static string Label(bool arabic, string label) => arabic ? $"«{label}»" : $"\"{label}\"";

    /// <summary>What a sender sent, in whichever language it is.</summary>
    public static string Value(bool arabic, string text) => arabic ? $"«{BidiText.Isolate(text)}»" : $"\"{text}\"";
}
