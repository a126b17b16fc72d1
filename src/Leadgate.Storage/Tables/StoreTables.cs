using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Tables;

/// <summary>
/// Every table of the store; a table comes after those that it refers to. Migration between engines, distribution, vacuuming, and the
/// verification of backups follow this catalog. The statements of an erasure are written by hand in <see
/// cref="Privacy.ErasureStatements"/>, and a test compares them with it. Tests also compare it with the schemas of both engines, so that a
/// new table cannot be forgotten.
/// </summary>
internal static class StoreTables
{
    private static readonly TableDistribution OnEveryMachine = new TableDistribution.Reference();
    private static readonly TableDistribution WithBulk = new TableDistribution.ByColumn("bulk_id", "bulk");

    public static IReadOnlyList<StoreTable> All { get; } =
    [
        new("schema_version")
        {
            Owner = "Engines",
            PersonalData = PersonalData.None,
            Distribution = OnEveryMachine,
            Migration = TableMigration.None,
            IsOnSqlite = false,
        },
        new("counter")
        {
            Owner = "Engines",
            PersonalData = PersonalData.None,
            Distribution = OnEveryMachine,
            Migration = TableMigration.None,
        },
        new("reference_list")
        {
            Owner = "Lists",
            PersonalData = PersonalData.None,
            Distribution = OnEveryMachine,
            Migration = TableMigration.Lists,
        },
        new("list_item")
        {
            Owner = "Lists",
            PersonalData = PersonalData.None,
            OtherTextColumns = ["label", "label_ar", "code", "aliases"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Lists,
        },
        new("api_key")
        {
            Owner = "Keys",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["name"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums =
                "count(*), coalesce(sum(id), 0), coalesce(sum(length(name)), 0), count(revoked_at), count(expires_at), count(preferences)",
        },
        new("audit_entry")
        {
            Owner = "Audit",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["actor", "came_from", "record", "detail"],
            Distribution = new TableDistribution.Coordinator(),
            Migration = TableMigration.Append,
            Sums = "count(*), coalesce(sum(id), 0), coalesce(sum(length(action)), 0), coalesce(sum(length(hash)), 0)",
        },
        // Of the last days only: a migrated store starts with an empty log.
        new("request_log")
        {
            Owner = "Requests",
            PersonalData = PersonalData.None,
            Distribution = new TableDistribution.Coordinator(),
            Migration = TableMigration.None,
        },
        new("request_hour")
        {
            Owner = "Requests",
            PersonalData = PersonalData.None,
            Distribution = new TableDistribution.Coordinator(),
            Migration = TableMigration.None,
        },
        new("staff_account")
        {
            Owner = "Staff",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["name"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums =
                "count(*), coalesce(sum(length(name)), 0), coalesce(sum(length(password_hash)), 0), count(disabled_at), count(totp_secret)",
        },
        new("staff_recovery_code")
        {
            Owner = "Staff",
            PersonalData = PersonalData.Staff,
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(length(account)), 0), coalesce(sum(length(code_hash)), 0)",
        },
        // Staff sign in again after a migration: their sessions are not copied.
        new("staff_session")
        {
            Owner = "Staff",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["actor", "display_name"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.None,
        },
        new("staff_view")
        {
            Owner = "Staff",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["actor", "name", "query"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(length(actor)), 0), coalesce(sum(length(name)), 0), coalesce(sum(length(query)), 0)",
        },
        // They also encrypt the secrets of second factors.
        new("data_protection_key")
        {
            Owner = "Staff",
            PersonalData = PersonalData.None,
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(number), 0), coalesce(sum(length(xml)), 0)",
        },
        new("bulk")
        {
            Owner = "Leads",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["created_by"],
            Distribution = new TableDistribution.ByColumn("id", null),
            Migration = TableMigration.ByBulk,
            BulkColumn = "id",
            Sums =
                "count(*), coalesce(sum(id), 0), coalesce(sum(total_records), 0), coalesce(sum(error_records), 0), "
                + "coalesce(sum(corrected_records), 0)",
        },
        new("lead")
        {
            Owner = "Leads",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = [.. Personal(LeadColumns.Lead), "company", "extra", "warnings"],
            Distribution = WithBulk,
            Migration = TableMigration.ByBulk,
            Sums = """
                count(*), coalesce(sum(id), 0), coalesce(sum(bulk_id), 0), coalesce(sum(length(lead_name)), 0),
                coalesce(sum(cast(phone_number as bigint)), 0), coalesce(sum(version), 0)
                """,
        },
        new("vehicle")
        {
            Owner = "Leads",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = [.. Personal(LeadColumns.Vehicle), "extra"],
            Distribution = WithBulk,
            Migration = TableMigration.ByBulk,
            Sums = "count(*), coalesce(sum(id), 0), coalesce(sum(lead_id), 0), coalesce(sum(total_qty), 0)",
        },
        new("lead_with_errors")
        {
            Owner = "Leads",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["lead_reference", "sent", "errors", "warnings"],
            Distribution = WithBulk,
            Migration = TableMigration.ByBulk,
            Sums = """
                count(*), coalesce(sum(id), 0), coalesce(sum(vehicle_count), 0), coalesce(sum(length(cast(sent as text))), 0),
                coalesce(sum(length(cast(errors as text))), 0), coalesce(sum(version), 0)
                """,
        },
        new("lead_revision")
        {
            Owner = "Revisions",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["changes"],
            OtherTextColumns = ["corrected_by"],
            Distribution = WithBulk,
            Migration = TableMigration.ByBulk,
            Sums = "count(*), coalesce(sum(lead_id), 0), coalesce(sum(version), 0), coalesce(sum(length(cast(changes as text))), 0)",
        },
        // An erasure gives up a correction whose values name the person; one that has ended has no values.
        new("lead_correction")
        {
            Owner = "Corrections",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["value", "replacement", "digest"],
            OtherTextColumns = ["sender", "requested_by", "actor", "came_from"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(id), 0), coalesce(sum(corrected), 0), coalesce(sum(with_errors), 0)",
        },
        // An erasure gives up an import whose file names the person, and deletes the file. Files are deleted when an import has ended.
        new("import")
        {
            Owner = "Imports",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["choices", "description", "findings"],
            OtherTextColumns = ["sender", "requested_by", "actor", "came_from", "name", "problem"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(id), 0), coalesce(sum(bytes), 0), coalesce(sum(processed), 0)",
        },
        new("import_portion")
        {
            Owner = "Imports",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["bytes"],
            Distribution = new TableDistribution.Coordinator(),
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(import_id), 0), coalesce(sum(n), 0), coalesce(sum(length(bytes)), 0)",
        },
        new("import_edit")
        {
            Owner = "Imports",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["path", "value"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(import_id), 0), coalesce(sum(row_index), 0), coalesce(sum(length(value)), 0)",
        },
        new("import_bulk")
        {
            Owner = "Imports",
            PersonalData = PersonalData.None,
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(import_id), 0), coalesce(sum(bulk_id), 0), coalesce(sum(rows), 0)",
        },
        new("import_mapping")
        {
            Owner = "Imports",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["choices"],
            OtherTextColumns = ["sender"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "count(*), coalesce(sum(length(headers)), 0), coalesce(sum(length(choices)), 0)",
        },
        // What follows from leads is not copied: all bulks are pending in the new store (StoreCopy).
        new("search_pending")
        {
            Owner = "Search",
            PersonalData = PersonalData.None,
            Distribution = WithBulk,
            Migration = TableMigration.None,
        },
        // Erasing deletes the rows of a lead; the follower writes those that are left.
        new("open_error")
        {
            Owner = "Search",
            PersonalData = PersonalData.DataSubjects,
            OtherTextColumns = ["sender"],
            DataSubjectColumns = ["field", "value", "folded"],
            Distribution = WithBulk,
            Migration = TableMigration.None,
        },
        // Keyed hashes of what a lead is found by. Erasing deletes the row.
        new("lead_index")
        {
            Owner = "Search",
            PersonalData = PersonalData.DataSubjects,
            DataSubjectColumns = ["terms"],
            Distribution = WithBulk,
            Migration = TableMigration.None,
        },
        // Only the corrections: what arrived is counted again.
        new("intake_hour")
        {
            Owner = "Search",
            PersonalData = PersonalData.Staff,
            OtherTextColumns = ["sender"],
            Distribution = OnEveryMachine,
            Migration = TableMigration.Replace,
            Sums = "coalesce(sum(corrected), 0)",
        },
        // Erasing deletes a key that names the person.
        new("idempotency_key")
        {
            Owner = "Leads",
            PersonalData = PersonalData.DataSubjects,
            OtherTextColumns = ["caller"],
            DataSubjectColumns = ["key"],
            Distribution = new TableDistribution.ByColumn("key", null),
            Migration = TableMigration.ByBulk,
            Sums = "count(*), coalesce(sum(bulk_id), 0)",
        },
    ];

    private static IEnumerable<string> Personal(IReadOnlyList<FieldColumn> columns) =>
        columns.Where(column => column.IsPersonal).Select(column => column.Name);
}
