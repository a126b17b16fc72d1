namespace Leadgate.Domain.Access;

/// <summary>A limit of an API key.</summary>
/// <param name="PerMinute">Null for the default in the settings.</param>
internal readonly record struct PerMinuteLimit(int? PerMinute);
