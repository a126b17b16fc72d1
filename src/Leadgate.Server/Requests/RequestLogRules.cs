namespace Leadgate.Server.Requests;

/// <summary>How long requests are kept in the log.</summary>
/// <param name="Days">The days; 0 for no log.</param>
/// <param name="RowsPerKey">The most requests of an API key.</param>
internal sealed record RequestLogRules(int Days, int RowsPerKey)
{
    public bool IsOn => Days > 0;
}
