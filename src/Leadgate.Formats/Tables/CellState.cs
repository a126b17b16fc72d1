namespace Leadgate.Formats.Tables;

/// <summary>Whether a cell of a table gave what a person sees in it.</summary>
internal enum CellState : byte
{
    Text,

    /// <summary>A number of which digits were lost when the file was saved.</summary>
    PrecisionLost,

    /// <summary>A formula without its result.</summary>
    NoCachedValue,

    /// <summary>An error value such as #N/A.</summary>
    Unreadable,
}
