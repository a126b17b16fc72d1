using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>The query parameter <c>dryRun</c>: do everything except what cannot be undone (promises 6.7 and 10.6).</summary>
internal static class DryRun
{
    public const string Parameter = "dryRun";

    /// <returns>Why the value is not valid, or null.</returns>
    public static Problem? Read(HttpRequest request, out bool isDryRun)
    {
        isDryRun = false;
        switch (request.Query.ReadText(Parameter)?.ToLowerInvariant())
        {
            case null or "false" or "0":
                return null;
            case "true" or "1":
                isDryRun = true;
                return null;
            default:
                return new Problem(
                    ProblemType.InvalidParameter,
                    $"{Parameter} must be true or false.",
                    $"يجب أن تكون قيمة {Parameter} {WordList.Or(true, ["true", "false"])}."
                );
        }
    }
}
