using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Server.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Docs;

/// <summary>
/// The pages about errors, in Markdown: an overview and a page for each problem type and each code of an issue (promise 8.2). The service
/// shows a page in the language of the request; <c>docs/errors</c> has both languages in one file.
/// </summary>
internal static class ErrorPages
{
    private static readonly BilingualText Meaning = new("What it means", "ماذا يعني");
    private static readonly BilingualText Why = new("Why it happens", "لماذا يحدث");
    private static readonly BilingualText Fix = new("What to do", "ما العمل");
    private static readonly BilingualText Example = new("Example", "مثال");
    private static readonly BilingualText EarlierRequest = new("This bulk was sent before:", "أُرسلت هذه الدفعة أولًا:");
    private static readonly BilingualText Request = new("The request:", "الطلب:");
    private static readonly BilingualText Response = new("The response:", "الرد:");
    private static readonly BilingualText Members = new("A lead with:", "عميل محتمل فيه:");
    private static readonly BilingualText Error = new("Error", "الخطأ");
    private static readonly BilingualText Warning = new("Warning", "التنبيه");
    private static readonly BilingualText Errors = new("All errors", "جميع الأخطاء");

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonNode Responses = JsonNode.Parse(EmbeddedText.Read("problem-responses.json"))!;

    /// <summary>The overview.</summary>
    public static string CreateOverview(bool arabic)
    {
        var page = new StringBuilder();
        page.Append(ErrorTexts.OfLeads.In(arabic).ReplaceLineEndings("\n"));
        foreach (var code in IssueCode.All)
        {
            var kind = (code.IsWarning ? Warning : Error).In(arabic).ToLowerInvariant();
            var meaning = arabic ? code.MeaningAr : $"{code.Meaning} | {code.MeaningAr}";
            page.Append(CultureInfo.InvariantCulture, $"| [`{code.Word}`](errors/{code.Word}.md) | {kind} | {meaning} |\n");
        }

        page.Append(ErrorTexts.OfRequests.In(arabic).ReplaceLineEndings("\n"));
        foreach (var type in ProblemType.All)
        {
            var title = arabic ? type.TitleAr : $"{type.Title} | {type.TitleAr}";
            page.Append(CultureInfo.InvariantCulture, $"| [`{type.Uri}`](errors/{type.Name}.md) | {type.Status} | {title} |\n");
        }

        return page.ToString();
    }

    /// <summary>The page of a problem type.</summary>
    public static string Create(ProblemExplanation explanation, bool arabic)
    {
        var type = explanation.Type;
        var response = Responses[type.Name]!;
        var headers = response["headers"]!.AsObject().Select(header => $"{header.Key}: {header.Value}\n");
        var status = string.Create(CultureInfo.InvariantCulture, $"{type.Status} {ReasonPhrases.GetReasonPhrase(type.Status)}");
        var page = new StringBuilder();
        page.Append(
            $"""
            # {(arabic ? type.TitleAr : type.Title)}

            `{type.Name}` · HTTP {status}


            """.ReplaceLineEndings("\n")
        );
        AppendText(page, explanation.Meaning, explanation.Why, explanation.Fix, arabic);
        if (explanation.EarlierRequest is { } earlier)
            AppendCode(page, EarlierRequest.In(arabic), "http", earlier);
        AppendCode(page, Request.In(arabic), "http", explanation.Request);
        AppendCode(page, Response.In(arabic), "http", $"HTTP/1.1 {status}\n{string.Concat(headers)}\n{Format(response["body"]!)}");
        AppendEnd(page, arabic);
        return page.ToString();
    }

    /// <summary>The body of the response in the example of a problem type.</summary>
    public static JsonObject GetExampleBody(ProblemType type) => Responses[type.Name]!["body"]!.DeepClone().AsObject();

    /// <summary>The page of a code of an issue.</summary>
    /// <param name="example">The issue of the example.</param>
    public static string Create(IssueExplanation explanation, JsonNode example, bool arabic)
    {
        var code = explanation.Code;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {(code.IsWarning ? Warning : Error).In(arabic)} `{code.Word}`\n\n");
        AppendText(page, new BilingualText(code.Meaning, code.MeaningAr), explanation.Why, explanation.Fix, arabic);
        if (explanation.Premise is { } premise)
            page.Append(CultureInfo.InvariantCulture, $"{premise.In(arabic)}\n\n");
        AppendCode(page, Members.In(arabic), "json", explanation.Members);
        AppendCode(page, $"`{(code.IsWarning ? "warningList" : "errorList")}`:", "json", $"[{Format(example)}]");
        AppendEnd(page, arabic);
        return page.ToString();
    }

    /// <summary>A page of <c>docs/errors</c>: both languages in one file.</summary>
    public static string Join(string english, string arabic) => $"{english}\n<div dir=\"rtl\" lang=\"ar\">\n\n{arabic}\n</div>\n";

    /// <summary>The file of a page in the repository.</summary>
    public static string GetFile(string code) => $"docs/errors/{code}.md";

    /// <summary>Every page besides the overview: its code, and its text by language.</summary>
    public static IEnumerable<(string Code, Func<bool, string> Create)> List(LeadRules rules)
    {
        var examples = new Lazy<Dictionary<IssueCode, JsonNode>>(() => IssueExamples.Create(rules));
        foreach (var explanation in IssueExplanations.All)
            yield return (explanation.Code.Word, arabic => Create(explanation, examples.Value[explanation.Code], arabic));
        foreach (var explanation in ProblemExplanations.All)
            yield return (explanation.Type.Name, arabic => Create(explanation, arabic));
    }

    private static void AppendText(StringBuilder page, BilingualText meaning, BilingualText why, BilingualText fix, bool arabic)
    {
        foreach (var (heading, text) in new[] { (Meaning, meaning), (Why, why), (Fix, fix) })
            page.Append(CultureInfo.InvariantCulture, $"## {heading.In(arabic)}\n\n{text.In(arabic).ReplaceLineEndings("\n")}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"## {Example.In(arabic)}\n\n");
    }

    private static void AppendCode(StringBuilder page, string caption, string language, string code) =>
        page.Append(CultureInfo.InvariantCulture, $"{caption}\n\n```{language}\n{code.ReplaceLineEndings("\n")}\n```\n\n");

    private static void AppendEnd(StringBuilder page, bool arabic) =>
        page.Append(CultureInfo.InvariantCulture, $"[{Errors.In(arabic)}](../errors.md)\n");

    private static string Format(JsonNode json) => json.ToJsonString(Indented).ReplaceLineEndings("\n");
}
