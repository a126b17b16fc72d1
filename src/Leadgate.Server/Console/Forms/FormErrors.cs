using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Forms;

/// <summary>What is wrong with a form that is shown again.</summary>
/// <param name="All">The name of the field, or an empty text if it is none of them, and the message.</param>
internal sealed record FormErrors(params IReadOnlyList<(string Field, BilingualText Message)> All)
{
    public static FormErrors None { get; } = new();

    public bool Any => All.Count > 0;

    /// <summary>What is wrong with a field, or null.</summary>
    public string? Find(string field, bool arabic) => All.FirstOrDefault(error => error.Field == field).Message?.In(arabic);

    /// <summary>For the summary above the form.</summary>
    public IReadOnlyList<(string Id, string Message)> In(bool arabic) => [.. All.Select(error => (error.Field, error.Message.In(arabic)))];
}
