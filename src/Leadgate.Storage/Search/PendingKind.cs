namespace Leadgate.Storage.Search;

/// <summary>Why a row of <c>search_pending</c> is there. The numbers are stored.</summary>
internal enum PendingKind
{
    /// <summary>A bulk that arrived. Written in the transaction of the bulk.</summary>
    NewBulk = 0,

    /// <summary>A lead that was corrected or erased. Written in the transaction of the change.</summary>
    ChangedLead = 1,

    /// <summary>A bulk that was stored before there was a follower. Written by the migration.</summary>
    EarlierBulk = 2,

    /// <summary>A bulk to be read again that is counted already.</summary>
    BulkAgain = 3,
}
