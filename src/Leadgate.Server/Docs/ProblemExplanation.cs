using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>
/// What the page of a problem type says besides its title and status, in Markdown. <c>problem-responses.json</c> has the response to the
/// example, as the service answered it.
/// </summary>
/// <param name="Meaning">What the problem means for the sender: above all, whether anything was stored.</param>
/// <param name="Why">The usual reasons.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Request">An example of a request with this problem. KEY stands for an API key.</param>
internal sealed record ProblemExplanation(ProblemType Type, BilingualText Meaning, BilingualText Why, BilingualText Fix, string Request)
{
    /// <summary>A request that has to come before the example, or null.</summary>
    public string? EarlierRequest { get; init; }
}
