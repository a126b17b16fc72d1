using Leadgate.Domain.Leads;
using Leadgate.Domain.Revisions;

namespace Leadgate.Formats.Files;

/// <summary>A lead of a file. Its memory is valid until the next one is read.</summary>
/// <param name="Line">The line or row on which it begins, from 1, headers counted; for ADF the index of the prospect from 1.</param>
/// <param name="Json">The lead as one complete JSON value in UTF-8, as it could have been sent.</param>
/// <param name="Faults">What the file could not give.</param>
/// <param name="RowKey">The key of a row of a file of failed rows, or null.</param>
internal readonly record struct FileLead(long Line, ReadOnlyMemory<byte> Json, IReadOnlyList<CellFault> Faults, string? RowKey)
{
    /// <summary>How large it is, by the file and the columns that were chosen alone: not by the lists of the moment.</summary>
    public int Size { get; init; } = Json.Length;

    /// <summary>Why it could not be read as a lead; null if it could.</summary>
    public IssueWording? Unreadable { get; init; }

    public static FileLead From(in FilePiece piece) =>
        new(piece.Line, piece.Json, [], null) { Size = piece.Size, Unreadable = piece.Unreadable };

    /// <summary>The lead with the values that a person has typed. One that could not be read stays as it is.</summary>
    public FileLead Correct(IReadOnlyList<CellEdit> cells) =>
        cells.Count == 0 || Unreadable is not null
            ? this
            : this with
            {
                Json = CellEdit.Apply(Json, cells),
                Faults = [.. Faults.Where(fault => !cells.Any(cell => cell.Concerns(fault.Field, fault.VehicleIndex)))],
            };

    /// <summary>Validates it.</summary>
    /// <param name="index">Its index among those that are validated together.</param>
    public Lead Validate(LeadValidator validator, int index, LeadMemory memory) =>
        Unreadable is null
            ? validator.Validate(index, Json.Span, memory, Faults, (int)Line)
            : validator.Reject(index, Json.Span, Unreadable, memory, (int)Line);
}
