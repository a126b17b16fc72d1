namespace Leadgate.Domain.Intake;

/// <summary>A format in which a bulk can be sent, chosen by the media type of the body.</summary>
internal interface ILeadFormat
{
    /// <summary>The media types to name in messages and documentation, the preferred one first.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Whether a body of this media type is in this format.</summary>
    /// <param name="mediaType">The media type without parameters, in any case.</param>
    bool Supports(string mediaType);

    /// <summary>Whether the reader finds out itself how a body is encoded. Otherwise it has to be in UTF-8.</summary>
    bool HasAnyCharset => false;

    /// <summary>Creates a reader for one body.</summary>
    /// <param name="leads">Takes the leads.</param>
    IBulkReader CreateReader(BulkLeads leads);
}
