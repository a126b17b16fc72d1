namespace Leadgate.Storage.Tables;

/// <summary>Whose personal data a table holds.</summary>
internal enum PersonalData
{
    None,

    /// <summary>That of staff and of those who send leads.</summary>
    Staff,

    /// <summary>
    /// That of data subjects, the people of the leads. The table's <see cref="StoreTable.DataSubjectColumns"/> are erased on request.
    /// </summary>
    DataSubjects,
}
