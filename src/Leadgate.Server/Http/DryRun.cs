using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>The query parameter <c>dryRun</c>, which is the same everywhere (promise 6.7).</summary>
internal static class DryRun
{
    /// <returns>Why its value is not valid, or null.</returns>
    public static Problem? Read(HttpRequest request, out bool isDryRun)
    {
        isDryRun = false;
        if (request.Query["dryRun"] is not [{ } text, ..])
            return null;
        isDryRun = text.ToLowerInvariant() is "true" or "1" or "";
        return isDryRun || text.ToLowerInvariant() is "false" or "0"
            ? null
            : new Problem(
                ProblemType.InvalidParameter,
                "dryRun must be true or false.",
                $"يجب أن تكون قيمة dryRun {WordList.Or(true, ["true", "false"])}."
            );
    }
}
