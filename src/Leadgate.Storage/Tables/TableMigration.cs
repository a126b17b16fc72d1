namespace Leadgate.Storage.Tables;

/// <summary>How <c>leadgate migrate</c> copies a table from SQLite to PostgreSQL.</summary>
internal enum TableMigration
{
    /// <summary>Its rows are not copied.</summary>
    None,

    /// <summary>Through <see cref="Lists.ListStore"/>, which the service changes lists with as well.</summary>
    Lists,

    /// <summary>All rows, replacing those of an earlier run: rows can change.</summary>
    Replace,

    /// <summary>The rows with larger ids than the target has: rows never change.</summary>
    Append,

    /// <summary>In portions of bulks, so that a run that was interrupted can be continued.</summary>
    ByBulk,
}
