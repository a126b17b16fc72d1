namespace Leadgate.Server.Http;

/// <summary>Converts the store's UTC times to the contract's type.</summary>
internal static class Utc
{
    public static DateTimeOffset From(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    public static DateTimeOffset? From(DateTime? utc) => utc is { } time ? From(time) : null;
}
