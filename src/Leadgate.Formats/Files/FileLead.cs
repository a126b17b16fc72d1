using Leadgate.Domain.Leads;

namespace Leadgate.Formats.Files;

/// <summary>A lead of a file. Its memory is valid until the next one is read.</summary>
/// <param name="Line">The line or row on which it begins, from 1, headers counted; for ADF the index of the prospect from 1.</param>
/// <param name="Json">The lead as one complete JSON value in UTF-8, as it could have been sent.</param>
/// <param name="Faults">What the file could not give.</param>
/// <param name="RowKey">The key of a row of a file of failed rows, or null.</param>
internal readonly record struct FileLead(long Line, ReadOnlyMemory<byte> Json, IReadOnlyList<CellFault> Faults, string? RowKey);
