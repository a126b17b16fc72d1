using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>What the page of an issue code says besides its meaning, in Markdown.</summary>
/// <param name="Why">The usual reasons.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Members">An example: JSON members that give a valid lead this issue.</param>
internal sealed record IssueExplanation(IssueCode Code, BilingualText Why, BilingualText Fix, string Members)
{
    /// <summary>What the file of the example could not give.</summary>
    public IReadOnlyList<CellFault> Faults { get; init; } = [];

    /// <summary>A sentence about what the example presumes, or null.</summary>
    public BilingualText? Premise { get; init; }
}
