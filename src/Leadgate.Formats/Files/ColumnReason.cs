namespace Leadgate.Formats.Files;

/// <summary>Why a column has its target.</summary>
internal enum ColumnReason
{
    /// <summary>The header is a name or a title of the field.</summary>
    Name,

    /// <summary>The header is a common other word for the field.</summary>
    Synonym,

    /// <summary>A person has chosen it.</summary>
    Chosen,

    /// <summary>It was chosen for an earlier file with these headers from this sender.</summary>
    Remembered,

    /// <summary>No field is known by this name; the values are kept as an unknown property.</summary>
    Unknown,

    /// <summary>A column that the service itself writes, into the file of failed rows for instance.</summary>
    Own,
}
