using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Leadgate.Contract;

namespace Leadgate.Server.Console.Shell;

/// <summary>
/// Style sheets, scripts and fonts of the console, which are embedded in the program. The address of each contains a hash of its content,
/// so that browsers keep it for a year and never use an old one. They hold no secrets, so they may be compressed.
/// </summary>
internal sealed partial class ConsoleAssets
{
    private const string Prefix = "console/";
    private const int HashLength = 12;

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, ConsoleAsset> _byName;
    private readonly FrozenDictionary<string, ConsoleAsset> _byUrl;

    public ConsoleAssets()
    {
        var assets = new Dictionary<string, ConsoleAsset>();
        var assembly = Assembly.GetExecutingAssembly();

        // Fonts and drawings first, because style sheets refer to them.
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .OrderBy(name => name.EndsWith(".css", StringComparison.Ordinal))
        )
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var file = name[Prefix.Length..];
            assets[file] = Create(file, content, assets);
        }

        _byName = assets.ToFrozenDictionary();
        _byUrl = assets.Values.ToFrozenDictionary(asset => asset.Url);
    }

    public IEnumerable<ConsoleAsset> All => _byUrl.Values;

    public string GetUrl(string name) => _byName[name].Url;

    public IResult Show(HttpContext http) =>
        _byUrl.TryGetValue(http.Request.Path.Value!, out var asset) ? new AssetResult(asset) : TypedResults.NotFound();

    private static ConsoleAsset Create(string name, byte[] content, Dictionary<string, ConsoleAsset> others)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        if (extension == ".css")
        {
            var text = Encoding.UTF8.GetString(content);
            content = Encoding.UTF8.GetBytes(Reference().Replace(text, match => $"url(\"{others[match.Groups["name"].Value].Url}\")"));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
        var compressed = extension is ".woff2" ? null : Compress(content);
        return new ConsoleAsset($"{Routes.Staff}/a/{stem}.{hash}{extension}", ContentTypes[extension], content, compressed, $"\"{hash}\"");
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(content);
        return compressed.ToArray();
    }

    [GeneratedRegex("url\\(\"asset:(?<name>[^\"]+)\"\\)")]
    private static partial Regex Reference();
}
