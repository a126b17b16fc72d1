using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Docs;

/// <summary>The issues that the examples of <see cref="IssueExplanations"/> give. The validator finds them.</summary>
internal static class IssueExamples
{
    /// <summary>Examples must not depend on the day.</summary>
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The first issue with its code that each example gives, as JSON.</summary>
    public static Dictionary<IssueCode, JsonNode> Create(LeadRules rules)
    {
        var validator = new LeadValidator(ListCatalog.Build(WithAmbiguousText(BuiltInLists.Read())), rules, Now);
        return IssueExplanations.All.ToDictionary(explanation => explanation.Code, explanation => Create(validator, explanation));
    }

    private static JsonNode Create(LeadValidator validator, IssueExplanation explanation)
    {
        var lead = ExampleLead.Create();
        foreach (var (name, value) in JsonNode.Parse("{" + explanation.Members + "}")!.AsObject())
            lead[name] = value?.DeepClone();
        var validated = validator.Validate(0, Encoding.UTF8.GetBytes(lead.ToJsonString()), new LeadMemory(), explanation.Faults);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
            LeadJsonWriter.Write(json, new LeadRecord(validated, null, null), arabic: false);
        var list = JsonNode.Parse(buffer.WrittenSpan)![explanation.Code.IsWarning ? "warningList" : "errorList"];
        return list?.AsArray().FirstOrDefault(issue => issue!["code"]!.GetValue<string>() == explanation.Code.Word)?.DeepClone()
            ?? throw new InvalidOperationException($"The example of {explanation.Code.Word} does not have this issue.");
    }

    /// <summary>No text of the built-in lists is ambiguous.</summary>
    private static Dictionary<ListDefinition, IReadOnlyList<ListItem>> WithAmbiguousText(
        Dictionary<ListDefinition, IReadOnlyList<ListItem>> lists
    )
    {
        var priorities = lists[ReferenceLists.LeadPriority];
        lists[ReferenceLists.LeadPriority] =
        [
            .. priorities.Select((item, index) => index < 2 ? item with { Aliases = [.. item.Aliases, "VIP"] } : item),
        ];
        return lists;
    }
}
