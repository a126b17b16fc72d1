using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Http;

/// <summary>
/// The problem of a parameter or member that a route does not know (promises 2.8 and 2.9). To ignore it would be dangerous: a misspelled
/// filter would return everything, and a misspelled dry run would not be one.
/// </summary>
internal static class UnknownName
{
    private const int MaxLength = 50;

    public static Problem Parameter(string name, IReadOnlyList<string> known)
    {
        var nearest = NearestName.Find(name, known);
        return known.Count == 0
            ? new Problem(
                ProblemType.InvalidParameter,
                $"The route has no parameters. Remove {Show(false, name)}.",
                $"ليس لهذا المسار معاملات. احذف {Show(true, name)}."
            )
            : new Problem(
                ProblemType.InvalidParameter,
                $"The route has no parameter {Show(false, name)}. {Ask(nearest)}{List("parameter", known)}",
                $"ليس لهذا المسار معامل اسمه {Show(true, name)}. {AskAr(nearest)}{ListAr("المعامل هو", "المعاملات هي:", known)}"
            )
            {
                Suggestions = nearest is null ? null : [nearest],
            };
    }

    /// <param name="name">The member.</param>
    /// <param name="path">Where the object is, such as <c>items[2]</c>; empty for the whole request.</param>
    /// <param name="known">The members of the object.</param>
    /// <param name="parameters">The query parameters of the route: <c>dryRun</c> may have been sent in the wrong place.</param>
    public static Problem Member(string name, string path, IReadOnlyList<string> known, IReadOnlyList<string> parameters)
    {
        if (parameters.FirstOrDefault(parameter => parameter.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } parameter)
        {
            return new Problem(
                ProblemType.InvalidParameter,
                $"{Show(false, parameter)} is a parameter of the query. Send ?{parameter}=… instead of the member.",
                $"{Show(true, parameter)} معامل في العنوان. أرسل {BidiText.Ltr($"?{parameter}=…")} بدلًا من الخاصية."
            );
        }

        var nearest = NearestName.Find(name, known);
        return new Problem(
            ProblemType.InvalidParameter,
            $"{Show(false, name)} is not a member of {(path.Length == 0 ? "the request" : path)}. "
                + $"{Ask(nearest)}{List("member", known)}",
            $"الخاصية {Show(true, name)} غير معروفة في {(path.Length == 0 ? "هذا الطلب" : BidiText.Ltr(path))}. "
                + $"{AskAr(nearest)}{ListAr("الخاصية هي", "الخصائص هي:", known)}"
        )
        {
            Suggestions = nearest is null ? null : [nearest],
        };
    }

    private static string List(string noun, IReadOnlyList<string> known) =>
        known.Count == 1 ? $"The {noun} is {known[0]}." : $"The {noun}s are {WordList.And(false, known)}.";

    private static string ListAr(string one, string several, IReadOnlyList<string> known) =>
        $"{(known.Count == 1 ? one : several)} {WordList.And(true, known)}.";

    private static string Show(bool arabic, string name) => Quote.Value(arabic, PlainText.Show(name, MaxLength));

    private static string Ask(string? nearest) => nearest is null ? "" : $"Did you mean {nearest}? ";

    private static string AskAr(string? nearest) => nearest is null ? "" : $"هل تقصد {nearest}؟ ";
}
