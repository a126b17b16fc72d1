namespace Leadgate.Server.Console.LeadList;

/// <summary>The names of the filters in the address of the list of leads.</summary>
internal static class LeadListParameters
{
    public const string Text = "q";
    public const string State = "state";
    public const string Field = "field";
    public const string Code = "code";

    /// <summary>What was sent in <see cref="Field"/> and is wrong.</summary>
    public const string Value = "value";

    public const string Brand = "brand";
    public const string Source = "source";
    public const string Sender = "sender";
    public const string From = "from";
    public const string To = "to";
    public const string Bulk = "bulk";
    public const string Order = "order";

    /// <summary>The lead after which the page begins.</summary>
    public const string Cursor = "cursor";

    /// <summary>The lead before which the page ends.</summary>
    public const string Before = "before";

    /// <summary>When the first page of the list was shown, in milliseconds since 1970; leads that have arrived since are counted.</summary>
    public const string Since = "since";

    public const string AllStates = "all";
    public const string Waiting = "waiting";
    public const string Valid = "valid";
    public const string Erased = "erased";

    /// <summary>Corrected in the span of days, whenever they arrived.</summary>
    public const string Corrected = "corrected";

    public const string Newest = "newest";
    public const string Oldest = "oldest";

    public static readonly IReadOnlyList<string> States = [Waiting, Valid, Corrected, Erased, AllStates];
}
