using System.Reflection;

namespace Leadgate.Domain.Audit;

/// <summary>The actions in the audit trail. docs/running.md explains each; a test checks that.</summary>
internal static class AuditActions
{
    public const string KeyCreate = "key-create";

    public const string KeyRevoke = "key-revoke";

    public const string KeyLimit = "key-limit";

    /// <summary>The default preferences of a key were changed.</summary>
    public const string KeyPrefer = "key-prefer";

    public const string ListsChange = "lists-change";

    /// <summary>A bulk was read with full access.</summary>
    public const string BulkRead = "bulk-read";

    /// <summary>Leads were searched with full access.</summary>
    public const string LeadsSearch = "leads-search";

    /// <summary>A lead or its revisions were read with full access.</summary>
    public const string LeadRead = "lead-read";

    /// <summary>The requests of senders were read, or those of one with the errors of its leads.</summary>
    public const string SendersRead = "senders-read";

    public const string LeadCorrect = "lead-correct";

    /// <summary>A correction of all leads with one wrong value was asked for, or ended.</summary>
    public const string LeadsCorrect = "leads-correct";

    /// <summary>A file arrived to be imported.</summary>
    public const string ImportUpload = "import-upload";

    /// <summary>The rows of a file begin to be checked or stored.</summary>
    public const string ImportStart = "import-start";

    /// <summary>Wrong values or cells of a file were corrected before its rows are stored.</summary>
    public const string ImportEdit = "import-edit";

    /// <summary>An import was done, failed, or was cancelled.</summary>
    public const string ImportEnd = "import-end";

    /// <summary>Rows of a file that are wrong were shown before it was imported.</summary>
    public const string ImportRead = "import-read";

    /// <summary>Leads were exported into a file, all that match a search or the failed rows of an import.</summary>
    public const string LeadsExport = "leads-export";

    /// <summary>The data of a data subject was exported.</summary>
    public const string PersonExport = "person-export";

    /// <summary>What an erasure would erase was shown (a dry run).</summary>
    public const string PersonPreview = "person-preview";

    public const string PersonErase = "person-erase";

    /// <summary>Data past its retention period was deleted.</summary>
    public const string Retention = "retention";

    /// <summary>The oldest entries were deleted; the entry contains the number and the hash of the last of them.</summary>
    public const string AuditTrim = "audit-trim";

    /// <summary>Requests of an API key, or without a known one, were refused: 401, 403, or 429, counted for a minute.</summary>
    public const string RequestRefuse = "request-refuse";

    public const string Backup = "backup";

    public const string Restore = "restore";

    /// <summary>The command <c>upgrade</c> brought the store to the schema of a newer program.</summary>
    public const string Upgrade = "upgrade";

    /// <summary>The store was copied to another engine.</summary>
    public const string Migrate = "migrate";

    public const string StoreVacuum = "store-vacuum";

    /// <summary>The tables were distributed over the nodes of a cluster.</summary>
    public const string StoreDistribute = "store-distribute";

    /// <summary>Invented leads were put into the store.</summary>
    public const string Demo = "demo";

    public const string StaffSignIn = "staff-sign-in";

    /// <summary>A sign-in was refused.</summary>
    public const string StaffRefuse = "staff-refuse";

    public const string StaffSignOut = "staff-sign-out";

    public const string StaffCreate = "staff-create";

    /// <summary>The password of an account was set, and its sessions ended.</summary>
    public const string StaffPassword = "staff-password";

    /// <summary>An account was disabled, and its sessions ended.</summary>
    public const string StaffDisable = "staff-disable";

    /// <summary>A disabled account was enabled.</summary>
    public const string StaffEnable = "staff-enable";

    /// <summary>An account got another role.</summary>
    public const string StaffRole = "staff-role";

    /// <summary>One session, or all of somebody, were ended by an administrator or by their owner.</summary>
    public const string StaffSessionEnd = "staff-session-end";

    /// <summary>An account got a second factor, and its sessions ended.</summary>
    public const string StaffTotpEnable = "staff-totp-enable";

    /// <summary>The second factor of an account was removed.</summary>
    public const string StaffTotpDisable = "staff-totp-disable";

    /// <summary>A recovery code was used instead of the second factor.</summary>
    public const string StaffRecovery = "staff-recovery";

    /// <summary>A running service took over changed settings from its file.</summary>
    public const string SettingsReload = "settings-reload";

    /// <summary>A member of staff saved a list of leads under a name.</summary>
    public const string StaffViewSave = "staff-view-save";

    public const string StaffViewDelete = "staff-view-delete";

    /// <summary>Every action, in the order of this file.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AuditActions)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
