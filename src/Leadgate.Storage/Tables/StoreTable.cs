namespace Leadgate.Storage.Tables;

/// <summary>
/// A row of the table catalog, <see cref="StoreTables"/>: what migration, distribution, backup and erasure need to know of a table.
/// </summary>
/// <param name="Name">Its name, the same on both engines.</param>
internal sealed record StoreTable(string Name)
{
    /// <summary>The folder of this project whose store reads and writes it.</summary>
    public required string Owner { get; init; }

    public required PersonalData PersonalData { get; init; }

    /// <summary>The columns that erasing a data subject empties, where they hold data of that person.</summary>
    public IReadOnlyList<string> DataSubjectColumns { get; init; } = [];

    /// <summary>
    /// The other columns with texts that somebody wrote. A search for a data subject reports them; an erasure does not change them.
    /// </summary>
    public IReadOnlyList<string> OtherTextColumns { get; init; } = [];

    public required TableDistribution Distribution { get; init; }

    public required TableMigration Migration { get; init; }

    /// <summary>The column that says which bulk a row belongs to (<see cref="TableMigration.ByBulk"/>).</summary>
    public string BulkColumn { get; init; } = "bulk_id";

    /// <summary>
    /// Counts and sums that must agree after a migration, in SQL that both engines understand; null where rows are not copied as they are.
    /// </summary>
    public string? Sums { get; init; }

    /// <summary>Whether SQLite has it too.</summary>
    public bool IsOnSqlite { get; init; } = true;
}
