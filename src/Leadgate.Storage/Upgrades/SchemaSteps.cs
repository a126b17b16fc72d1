namespace Leadgate.Storage.Upgrades;

/// <summary>
/// Every step of the schema, once for both engines. The figures were measured with <c>./leadgate bench upgrade</c>: bulks of ten leads, one
/// of them with errors. docs/operations/upgrade.md has them too; a test compares both.
/// </summary>
internal static class SchemaSteps
{
    /// <summary>In their order. A number that is missing was never used.</summary>
    public static readonly IReadOnlyList<SchemaStep> All =
    [
        new(1, "Creates the tables of lists, bulks, leads, vehicles, and idempotency keys."),
        new(2, "Adds API keys, and an index of bulks by sender.")
        {
            Conflict = "A node of before asks for no key.",
            Sqlite = new StepCost(0.1, 2),
            Postgres = new StepCost(0.2, 4),
        },
        new(3, "Adds the audit trail.") { Conflict = "A node of before records nothing in it." },
        new(4, "Adds staff accounts and their sessions."),
        new(5, "Adds limits of single API keys.") { Conflict = "A node of before does not apply them." },
        new(6, "Adds when a person was erased from a lead, and a view of consents.")
        {
            Conflict = "A node of before shows leads of which a person was erased as if nothing had been.",
            Sqlite = new StepCost(1.5, 0),
        },
        new(7, "Names the table of counters the same on both engines."),
        new(8, "Adds what each list got from the built-in lists.") { Conflict = "A node of before changes lists without recording it." },
        new(9, "Finds leads by the id that they have at the sender: takes it from what was sent, and adds two indexes.")
        {
            Conflict = "Bulks wait while the indexes are made, and a node of before stores leads with errors without that id.",
            Sqlite = new StepCost(2, 30),
            Postgres = new StepCost(6, 74),
        },
        new(10, "Adds default preferences of API keys.") { Conflict = "A node of before does not apply them." },
        new(11, "Marks the bulks whose errors are stored as texts; the service converts them while it runs.")
        {
            Conflict = "A node of before cannot read the errors that are stored from now on.",
        },
        new(13, "Adds a second factor to staff accounts.") { Conflict = "A node of before signs staff in without it." },
        new(14, "Adds versions and corrections of leads, and an index of leads with errors by their id.")
        {
            Conflict = "A node of before does not erase a person from corrections.",
            Sqlite = new StepCost(2, 1),
            Postgres = new StepCost(0.2, 3),
        },
        new(15, "Adds search and counts of the console; the service derives them from all leads while it runs.")
        {
            Conflict = "Bulks that a node of before stores are missing in search and counts.",
            Sqlite = new StepCost(0.1, 2),
            Postgres = new StepCost(0.7, 11),
        },
        new(16, "Adds the request log and corrections of many leads."),
        new(17, "Adds saved lists of leads, and two indexes of corrections."),
        new(18, "Adds the line on which a lead begins in the file that it came in.") { Sqlite = new StepCost(1, 0) },
        new(19, "Adds imports of files."),
        new(20, "Adds corrections of the rows of an import before it is stored.")
        {
            Conflict = "A node of before that goes on with an import leaves out the corrections of its rows.",
            ConflictsFrom = 19,
        },
    ];

    private static readonly Dictionary<int, SchemaStep> ByNumber = All.ToDictionary(step => step.Number);

    /// <summary>The steps after a schema, in their order.</summary>
    public static IReadOnlyList<SchemaStep> After(int version) => [.. All.Where(step => step.Number > version)];

    public static SchemaStep Get(int number) => ByNumber[number];
}
