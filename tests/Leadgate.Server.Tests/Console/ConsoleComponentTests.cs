using AngleSharp.Html.Dom;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Components;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Leadgate.Server.Tests.Console;

/// <summary>The components that pages share, with input that tries to be more than text.</summary>
public sealed class ConsoleComponentTests
{
    private static readonly BilingualText Title = new("Components", "مكونات");

    public static TheoryData<string> HostileTexts { get; } =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></textarea></select><b>x</b>",
        "javascript:alert(1)",
        "{{7*7}} @(7*7) ${7*7} &lt;b&gt; &#60;",
        "عبدالرحمن بن عبدالعزيز آل محمد الطويل جدًا " + "ا",
        new string('م', 2000),
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Value_shows_everything_as_text(string text)
    {
        var page = await ShowAsync<Value>((nameof(Value.Of), text));
        Assert.Equal(text, page.QuerySelector("main bdi")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script, main img, main b, main [onmouseover]"));
    }

    [Fact]
    public async Task Value_names_characters_that_are_invisible_or_turn_the_line()
    {
        var page = await ShowAsync<Value>((nameof(Value.Of), "a\u202Eb\u2066c\u0000d\u200Fe\u200Cf\u2029\uFEFF👨\u200D👩"));
        var value = page.QuerySelector("main bdi")!;
        Assert.Equal(
            ["[RLO]", "[LRI]", "[NUL]", "[RLM]", "[PS]", "[BOM]"],
            value.QuerySelectorAll(".control").Select(control => control.TextContent)
        );
        Assert.Equal("a[RLO]b[LRI]c[NUL]d[RLM]e\u200Cf[PS][BOM]👨\u200D👩", value.TextContent);
    }

    [Fact]
    public async Task Unpaired_surrogate_is_shown_as_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", (await ShowAsync<Value>((nameof(Value.Of), "a\uD800b"))).QuerySelector("main bdi")!.TextContent);

    [Fact]
    public async Task Error_summary_leads_to_the_fields()
    {
        IReadOnlyList<(string, string)> errors = [("phoneNumber", "Too short <b>"), ("", "Something else")];
        var page = await ShowAsync<ErrorSummary>((nameof(ErrorSummary.Errors), errors));
        Assert.Equal("#phoneNumber", page.QuerySelector("#errors a")!.GetAttribute("href"));
        Assert.Equal(["Too short <b>", "Something else"], page.QuerySelectorAll("#errors li").Select(item => item.TextContent.Trim()));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Chart_has_the_numbers_as_a_table_and_runs_with_the_text(string language)
    {
        IReadOnlyList<string> labels = ["08", "09"];
        IReadOnlyList<(string, IReadOnlyList<long>)> series = [("Valid", [10, 30]), ("With errors", [0, 1200])];
        var page = await ShowAsync<BarChart>(
            language,
            (nameof(BarChart.Id), "hours"),
            (nameof(BarChart.Title), "Leads per hour"),
            (nameof(BarChart.LabelTitle), "Hour"),
            (nameof(BarChart.Labels), labels),
            (nameof(BarChart.Series), series)
        );
        Assert.Equal(["10", "0", "30", "1,200"], page.QuerySelectorAll("#hours td").Select(cell => cell.TextContent));
        var bars = page.QuerySelectorAll("#hours rect");
        Assert.Equal(3, bars.Length);
        var x = bars.Select(bar => double.Parse(bar.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(language == "ar", x[0] > x[1]);
        Assert.Equal(x[1], x[2]);
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(9, 20)]
    [InlineData(1230, 2000)]
    [InlineData(8001, 20_000)]
    public void Chart_ends_at_a_round_number(long highest, long end) => Assert.Equal(end, ChartScale.RoundUp(highest));

    private static Task<IHtmlDocument> ShowAsync<TComponent>(params (string Name, object Value)[] parameters)
        where TComponent : ConsoleComponent => ShowAsync<TComponent>("en", parameters);

    private static async Task<IHtmlDocument> ShowAsync<TComponent>(string language, params (string Name, object Value)[] parameters)
        where TComponent : ConsoleComponent
    {
        await using var server = await RunningServer.StartAsync(map: app =>
            app.MapGet(
                "/staff/component",
                (Delegate)(() => PageResult.For<TComponent>(Title) with { Parameters = parameters.ToDictionary(p => p.Name, p => p.Value) })
            )
        );
        using var answer = await server.Client.GetAsync("/staff/component?lang=" + language, TestContext.Current.CancellationToken);
        return HtmlPage.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
