using System.Text;

namespace Leadgate.Publish;

/// <summary>The notices that the licenses of the packages and fonts in the program ask for.</summary>
internal static class ThirdPartyNotices
{
    private static readonly string Line = new('-', 79);

    public static async Task<string> CreateAsync(SourceFolder sources, IReadOnlyList<Component> components, CancellationToken cancellation)
    {
        var text = new StringBuilder("Leadgate contains the following components. Their licenses follow.\n\n");
        foreach (var component in components)
            text.Append(component.Name)
                .Append(' ')
                .Append(component.Version)
                .Append(" (")
                .Append(component.License)
                .Append(")\n  ")
                .Append(component.Copyright)
                .Append('\n')
                .Append("  ")
                .Append(component.Project)
                .Append("\n\n");
        text.Append("IBM Plex Sans, the fonts of the console (OFL-1.1)\n\n");

        var texts = new List<string>();
        foreach (var license in components.Select(component => component.License).Distinct().Where(license => license != "Apache-2.0"))
            texts.Add(await ReadLicenseAsync(sources, license, cancellation));
        texts.Add(await sources.ReadTextAsync(cancellation, "src", "Leadgate.Server", "Console", "Assets", "fonts", "OFL.txt"));
        foreach (var notice in components.SelectMany(component => component.FindNotices()))
            texts.Add(await File.ReadAllTextAsync(notice, cancellation));
        foreach (var one in texts.Select(one => one.ReplaceLineEndings("\n").Trim('\uFEFF', '\n', ' ')).Distinct())
            text.Append(Line).Append("\n\n").Append(one).Append("\n\n");
        return text.ToString();
    }

    private static async Task<string> ReadLicenseAsync(SourceFolder sources, string license, CancellationToken cancellation)
    {
        var file = sources.Find("packaging", "licenses", license + ".txt");
        return File.Exists(file)
            ? await File.ReadAllTextAsync(file, cancellation)
            : throw new PublishException($"The text of the license {license} is missing: {file}");
    }
}
