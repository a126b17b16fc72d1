using System.Security.Cryptography;
using System.Text.Json;

namespace Leadgate.Storage.Corrections;

/// <summary>A correction of every lead that has a wrong value in a field.</summary>
/// <param name="Field">The field, as errors are grouped by it.</param>
/// <param name="Value">The wrong value, folded as errors are grouped by it.</param>
/// <param name="Replacement">The JSON of the value that replaces it.</param>
/// <param name="Sender">Whose leads; null for those of all.</param>
/// <param name="RequestedBy">Who asked for it, by the name that revisions show.</param>
/// <param name="Actor">The same, as the audit trail names them.</param>
/// <param name="CameFrom">The address that it was asked from.</param>
/// <param name="Found">How many leads have the value now.</param>
internal sealed record NewBulkCorrection(
    string Field,
    string Value,
    string Replacement,
    string? Sender,
    string RequestedBy,
    string Actor,
    string CameFrom,
    long Found
)
{
    /// <summary>The same for corrections that do the same, so that one that is asked for twice is made once.</summary>
    public string Digest { get; } =
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string?[])[Field, Value, Replacement, Sender])));
}
