namespace Leadgate.Storage.Tables;

/// <summary>How <c>leadgate migrate</c> copies a table from SQLite to PostgreSQL.</summary>
internal enum TableMigration
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Through <see cref="Lists.ListStore"/>, which the service changes lists with as well.</summary>
    Lists,

    /// <summary>Whole, in place of what an earlier run copied: its rows change.</summary>
    Replace,

    /// <summary>The rows with larger ids than those that are there: its rows never change.</summary>
    Append,

    /// <summary>In portions of bulks, so that a run that was interrupted can be continued.</summary>
    ByBulk,
}
