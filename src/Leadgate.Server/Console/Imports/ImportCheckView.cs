using Leadgate.Server.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The page that shows what a check has found.</summary>
/// <param name="WrongRows">Rows with errors; null as long as the check has not ended.</param>
/// <param name="From">The row from which they are shown, from 0.</param>
internal sealed record ImportCheckView(ImportDetails Details, WrongRowPage? WrongRows, long From);
