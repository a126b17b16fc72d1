namespace Leadgate.Storage.Revisions;

/// <summary>One correction of a lead, which is never changed, except when a person is erased from it.</summary>
/// <param name="Version">The version of the lead that it made.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Through">How: over the API, in the console, or with many other leads.</param>
/// <param name="Changes">What changed, as JSON.</param>
/// <param name="ErrorsBefore">How many errors the lead had before.</param>
/// <param name="ErrorsAfter">How many it had after.</param>
internal sealed record LeadRevision(
    long LeadId,
    int Version,
    DateTime At,
    string By,
    string Through,
    ReadOnlyMemory<byte> Changes,
    int ErrorsBefore,
    int ErrorsAfter
);
