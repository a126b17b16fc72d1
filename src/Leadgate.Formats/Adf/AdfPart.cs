namespace Leadgate.Formats.Adf;

/// <summary>One prospect of a file.</summary>
internal static class AdfPart
{
    /// <summary>The lead, or the text as a JSON string if it is not readable XML.</summary>
    public static byte[] ToJson(string text) =>
        AdfXml.TryParse(text, out var root) ? AdfMapping.BuiltIn.Value.ToJson(root) : UnreadableText.ToJson(text.Trim());
}
