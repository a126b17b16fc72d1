using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Imports;

/// <summary>An error of a row.</summary>
/// <param name="Path">The path of the field inside the lead; empty for the lead as a whole.</param>
/// <param name="Field">The field, if it has a value of its own that can be corrected; otherwise null.</param>
/// <param name="Group">The field as errors are grouped by it.</param>
/// <param name="Json">The value; empty if there is none.</param>
internal sealed record WrongCell(
    string Path,
    LeadField? Field,
    string Group,
    string Code,
    ReadOnlyMemory<byte> Json,
    BilingualText Message,
    IReadOnlyList<string> Suggestions
)
{
    /// <summary>The value as a person reads it.</summary>
    public string Text => Json.IsEmpty || Json.Span[0] == (byte)'n' ? "" : IssueMessages.GetText(Json);

    public static WrongCell For(Issue error) =>
        new(
            error.Path,
            error.Field is { Kind: not FieldKind.Vehicles } field ? field : null,
            OpenError.From([error])[0].Field,
            error.Code.Word,
            error.Value.ToArray(),
            new(IssueMessages.Format(error, arabic: false), IssueMessages.Format(error, arabic: true)),
            IssueMessages.GetSuggestions(error)
        );
}
