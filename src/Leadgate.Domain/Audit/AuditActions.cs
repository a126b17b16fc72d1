namespace Leadgate.Domain.Audit;

/// <summary>What is written into the trail. Each stands with its meaning in docs/running.md, which a test holds.</summary>
internal static class AuditActions
{
    /// <summary>A key was made.</summary>
    public const string KeyCreate = "key-create";

    /// <summary>A key was revoked.</summary>
    public const string KeyRevoke = "key-revoke";

    /// <summary>The limits of a key were changed.</summary>
    public const string KeyLimit = "key-limit";

    /// <summary>A reference list was replaced.</summary>
    public const string ListsChange = "lists-change";

    /// <summary>Somebody who sees the leads of all read a bulk.</summary>
    public const string BulkRead = "bulk-read";

    /// <summary>Somebody who sees the leads of all searched leads.</summary>
    public const string LeadsSearch = "leads-search";

    /// <summary>Everything that is known of a person was shown.</summary>
    public const string PersonExport = "person-export";

    /// <summary>A person was erased.</summary>
    public const string PersonErase = "person-erase";

    /// <summary>What was past its time was let go.</summary>
    public const string Retention = "retention";

    /// <summary>The oldest entries of the trail were let go; the entry holds the number and the hash of the last of them.</summary>
    public const string AuditTrim = "audit-trim";

    /// <summary>Somebody signed in to the staff pages.</summary>
    public const string StaffSignIn = "staff-sign-in";

    /// <summary>Somebody tried to and was refused.</summary>
    public const string StaffRefuse = "staff-refuse";

    /// <summary>Somebody signed out.</summary>
    public const string StaffSignOut = "staff-sign-out";

    /// <summary>An account was made.</summary>
    public const string StaffCreate = "staff-create";

    /// <summary>An account was given a new password, and its sessions ended.</summary>
    public const string StaffPassword = "staff-password";

    /// <summary>An account was disabled, and its sessions ended.</summary>
    public const string StaffDisable = "staff-disable";

    /// <summary>A disabled account lets its owner in again.</summary>
    public const string StaffEnable = "staff-enable";
}
