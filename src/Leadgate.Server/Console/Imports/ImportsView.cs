using Leadgate.Server.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>A page of the list of imports.</summary>
/// <param name="Older">The last import, if there are more.</param>
internal sealed record ImportsView(IReadOnlyList<ImportDetails> Imports, long? Older);
