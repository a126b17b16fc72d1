namespace Leadgate.Storage.Imports;

/// <summary>Consecutive rows of an import that were stored together.</summary>
/// <param name="FirstRow">The first of them, from 0.</param>
/// <param name="BulkId">The bulk of their leads; null if all of them correct leads of before.</param>
/// <param name="LeftOver">The leads that these rows could not make valid, among those that they correct.</param>
internal sealed record ImportPortion(long FirstRow, long? BulkId, ImportCounts Counts, IReadOnlyList<long> LeftOver);
