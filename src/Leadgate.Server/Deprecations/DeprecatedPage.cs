using System.Globalization;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Deprecations;

/// <summary>The page that lists what is deprecated, in Markdown.</summary>
internal static class DeprecatedPage
{
    private static readonly BilingualText Introduction = new(
        """
        # Deprecated

        What a later version of the API will not have. A response to a request that uses it has the headers `Deprecation` and `Sunset`; see
        [Versions and support](versioning.md#deprecation).


        """,
        """
        # ما سيُزال

        ما لن يكون في إصدار لاحق من واجهة البرمجة. يحمل الرد على كل طلب يستخدمه الترويستين `Deprecation` و`Sunset`. انظر
        [الإصدارات والدعم](versioning.md).


        """
    );

    private static readonly BilingualText Nothing = new("Nothing is deprecated at present.\n", "لا شيء حاليًا.\n");

    private static readonly BilingualText Head = new(
        "| deprecated | since | works until | instead |\n|---|---|---|---|\n",
        "| ما سيُزال | منذ | يعمل حتى | البديل |\n|---|---|---|---|\n"
    );

    public static string Create(DeprecationList list, bool arabic)
    {
        var page = new StringBuilder(Introduction.In(arabic).ReplaceLineEndings("\n"));
        if (list.All.Count == 0)
            return page.Append(Nothing.In(arabic)).ToString();
        page.Append(Head.In(arabic));
        foreach (var deprecation in list.All)
        {
            var parameter = deprecation.Parameter is { } name ? $"?{name}" : "";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{deprecation.Method} {deprecation.Route}{parameter}` | {deprecation.Since:yyyy-MM-dd} "
                    + $"| {deprecation.Sunset:yyyy-MM-dd} | {deprecation.Instead.In(arabic)} |\n"
            );
        }

        return page.ToString();
    }
}
