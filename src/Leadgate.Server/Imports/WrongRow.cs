using Leadgate.Domain.Texts;

namespace Leadgate.Server.Imports;

/// <summary>A row of a file whose lead would have errors.</summary>
/// <param name="Line">Its line in the file, from 1, the header counted.</param>
/// <param name="Errors">The field as errors are grouped by it, and the message.</param>
internal sealed record WrongRow(long Line, IReadOnlyList<(string Field, BilingualText Message)> Errors);
