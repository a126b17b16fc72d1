namespace Leadgate.Formats.Files;

/// <summary>Targets of a column that are not fields.</summary>
internal static class ColumnTargets
{
    /// <summary>The key of a row in the file of failed rows, which says which lead the row corrects.</summary>
    public const string RowKey = "leadgate_row";

    /// <summary>The values are kept as an unknown property under the header.</summary>
    public const string Unknown = "*";

    /// <summary>A number with or without a code, <c>+966 50 000 4567</c>, that becomes phoneCode and phoneNumber.</summary>
    public const string Phone = "phone";

    /// <summary>A whole name that becomes firstName and lastName.</summary>
    public const string FullName = "fullName";

    /// <summary>A JSON object in a text, as exports write it, whose members become unknown properties.</summary>
    public const string Extra = "extra";

    /// <summary>Columns that begin with it are written by the service for people to read, and left out when the file comes back.</summary>
    public const string OwnPrefix = "leadgate_";
}
