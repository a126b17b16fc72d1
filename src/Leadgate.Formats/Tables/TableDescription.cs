using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>What was understood of a table.</summary>
internal sealed record TableDescription(
    int HeaderRow,
    IReadOnlyList<FileColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> FirstRows,
    IReadOnlyList<BilingualText> Notes,
    BilingualText? Problem
);
