namespace Leadgate.Server.Http;

/// <summary>Times of the store, which are in UTC, as the contract has them.</summary>
internal static class Utc
{
    public static DateTimeOffset From(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    public static DateTimeOffset? From(DateTime? utc) => utc is { } time ? From(time) : null;
}
