namespace Leadgate.Storage.Tables;

/// <summary>Whose personal data a table holds.</summary>
internal enum PersonalData
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>That of staff and of those who send leads.</summary>
    Staff,

    /// <summary>
    /// That of the people whom leads are about. What they may ask to be erased is in the table's <see
    /// cref="StoreTable.DataSubjectColumns"/>.
    /// </summary>
    DataSubjects,
}
