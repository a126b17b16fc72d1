namespace Leadgate.Server.Console.LeadList;

/// <summary>The names of the filters in the address of the list of leads.</summary>
internal static class LeadListParameters
{
    public const string Text = "q";
    public const string State = "state";
    public const string Field = "field";
    public const string Code = "code";
    public const string Brand = "brand";
    public const string Source = "source";
    public const string Sender = "sender";
    public const string From = "from";
    public const string To = "to";
    public const string Bulk = "bulk";
    public const string Order = "order";
    public const string Cursor = "cursor";

    public const string AllStates = "all";
    public const string Waiting = "waiting";
    public const string Valid = "valid";
    public const string Erased = "erased";

    /// <summary>Corrected in the span of days, whenever they arrived.</summary>
    public const string Corrected = "corrected";
}
