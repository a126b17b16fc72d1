using Leadgate.Storage;

namespace Leadgate.Server.Console.Bulks;

/// <summary>What became of the leads of a bulk that arrived with errors and were not corrected.</summary>
/// <param name="Waiting">How many wait for it.</param>
/// <param name="Erased">How many were erased, or deleted when their time was over, before anybody corrected them.</param>
internal readonly record struct UncorrectedLeads(int Waiting, int Erased)
{
    /// <param name="waiting">How many leads of which bulk wait.</param>
    public static UncorrectedLeads Of(StoredBulk bulk, IReadOnlyDictionary<long, int> waiting)
    {
        // A lead may have been corrected after it was counted.
        var left = Math.Min(waiting.GetValueOrDefault(bulk.Id), bulk.UncorrectedRecords);
        return new UncorrectedLeads(left, bulk.UncorrectedRecords - left);
    }
}
