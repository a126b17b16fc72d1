namespace Leadgate.Storage;

/// <summary>The ids that the leads of a bulk and their vehicles were given, in the order of the request.</summary>
/// <param name="Leads">The id of each lead.</param>
/// <param name="FirstVehicles">
/// The id of each lead's first vehicle; the ids of its other vehicles follow without a gap. The value of a lead without vehicles means
/// nothing.
/// </param>
internal sealed record AssignedIds(ReadOnlyMemory<long> Leads, ReadOnlyMemory<long> FirstVehicles)
{
    /// <summary>The ids of the vehicles of one lead, in their order.</summary>
    public IReadOnlyList<long> GetVehicles(int index, int count)
    {
        if (count == 0)
            return [];
        var ids = new long[count];
        for (var i = 0; i < count; i++)
            ids[i] = FirstVehicles.Span[index] + i;
        return ids;
    }
}
