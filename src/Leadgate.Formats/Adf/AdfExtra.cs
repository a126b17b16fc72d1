namespace Leadgate.Formats.Adf;

/// <summary>Collects what ADF does not have.</summary>
internal static class AdfExtra
{
    /// <summary>Adds the texts of elements that are not known where they stand.</summary>
    /// <param name="path">The path of the element without the prospect; ends with a slash unless it is empty.</param>
    public static void Collect(AdfElement element, string path, AdfLead lead)
    {
        foreach (var child in element.Children)
        {
            var childPath = child.Name == "prospect" ? path : path + child.Name;
            if (!AdfNames.IsKnown(element.Name, child.Name))
                AddTexts(child, childPath, lead);
            else
                Collect(child, childPath.Length == 0 || child.Name == "prospect" ? childPath : childPath + "/", lead);
        }
    }

    private static void AddTexts(AdfElement element, string path, AdfLead lead)
    {
        if (element.Paragraphs is { Length: > 0 } text)
            lead.Extra[path] = lead.Extra.TryGetValue(path, out var before) ? $"{before}\n{text}" : text;
        foreach (var child in element.Children)
            AddTexts(child, $"{path}/{child.Name}", lead);
    }
}
