namespace Leadgate.Storage.Tables;

/// <summary>Where the rows of a table are stored, when the store is distributed over the machines of Citus (docs/scale.md).</summary>
internal abstract record TableDistribution
{
    private TableDistribution() { }

    /// <summary>Every machine has the whole table.</summary>
    public sealed record Reference : TableDistribution;

    /// <summary>The table stays on the coordinator, because triggers guard it, which a distributed table cannot have.</summary>
    public sealed record Coordinator : TableDistribution;

    /// <summary>The rows are spread by a column.</summary>
    /// <param name="Column">The column; every unique key of the table includes it.</param>
    /// <param name="ColocatedWith">The table whose rows with the same value are on the same machine, or null.</param>
    public sealed record ByColumn(string Column, string? ColocatedWith) : TableDistribution;
}
