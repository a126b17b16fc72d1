using System.Text.RegularExpressions;

namespace Leadgate.Domain.Audit;

/// <summary>A checkpoint with its signature, as files and logs hold it (docs/audit.md).</summary>
/// <param name="Signature">ECDSA over the text of the checkpoint, in base 64.</param>
internal sealed partial record SignedCheckpoint(AuditCheckpoint Checkpoint, string Signature)
{
    private const string Marker = "leadgate-audit-checkpoint v1 ";

    public static SignedCheckpoint Create(AuditCheckpoint checkpoint, AuditSigningKey key) =>
        new(checkpoint, key.Sign(checkpoint.ToText()));

    /// <summary>A line of a file of checkpoints. No character in it needs escaping.</summary>
    public string ToJsonLine() => $$"""{"checkpoint":"{{Checkpoint.ToText()}}","signature":"{{Signature}}"}""";

    /// <summary>Whether a line of a file or a log holds a checkpoint.</summary>
    public static bool IsIn(string line) => line.Contains(Marker, StringComparison.Ordinal);

    /// <summary>Finds the checkpoint in a line of a file, or of a log in whatever form.</summary>
    /// <returns>Null if it is damaged.</returns>
    public static SignedCheckpoint? Find(string line)
    {
        // JSON may escape this character, which base 64 has.
        var match = Form().Match(line.Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase));
        return match.Success && AuditCheckpoint.Parse(match.Groups["text"].Value) is { } checkpoint
            ? new SignedCheckpoint(checkpoint, match.Groups["signature"].Value)
            : null;
    }

    [GeneratedRegex(
        """(?<text>leadgate-audit-checkpoint v1 [ -!#-~]*? hash=[0-9a-f]{64})\\*"?[ ,]*\\*"?signature\\*"?[=:] ?"""
            + """\\*"?(?<signature>[A-Za-z0-9+/]+=*)"""
    )]
    private static partial Regex Form();
}
