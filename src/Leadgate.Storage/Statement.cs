namespace Leadgate.Storage;

/// <summary>
/// A statement that both engines understand, with values as we have them: each engine binds moments and JSON (<see cref="JsonValue"/>) as its own types.
/// </summary>
/// <param name="Sql">The statement.</param>
/// <param name="Parameters">Its values.</param>
internal sealed record Statement(string Sql, params IReadOnlyList<(string Name, object Value)> Parameters);
