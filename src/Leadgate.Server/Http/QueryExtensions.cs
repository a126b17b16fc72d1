namespace Leadgate.Server.Http;

internal static class QueryExtensions
{
    /// <summary>The value of a parameter without surrounding space; null if it is absent or blank (promise 2.8).</summary>
    public static string? ReadText(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values))
            return null;
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
                return value.Trim();
        }

        return null;
    }
}
