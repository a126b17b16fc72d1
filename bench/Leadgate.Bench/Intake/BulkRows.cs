namespace Leadgate.Bench.Intake;

/// <summary>The rows of one bulk as a database holds them, each with its values in the order of the table's columns.</summary>
internal sealed record BulkRows(object[] Bulk, List<object[]> Leads, List<object[]> Vehicles)
{
    /// <summary>The time of the transaction that stored the bulk.</summary>
    public object StoredAt => Bulk[2];
}
