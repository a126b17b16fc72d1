namespace Leadgate.Domain.Access;

/// <summary>A limit of a key.</summary>
/// <param name="PerMinute">How many in a minute; null for as many as the settings say.</param>
internal readonly record struct PerMinuteLimit(int? PerMinute);
