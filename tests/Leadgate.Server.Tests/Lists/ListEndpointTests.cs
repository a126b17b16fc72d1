using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Lists;

/// <summary>Reading the reference lists.</summary>
public sealed class ListEndpointTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Fact]
    [Promise("2.3")]
    [Promise("3.1")]
    public async Task The_catalog_names_every_list_with_its_number_and_parent()
    {
        var lists = await server.Client.GetJsonAsync(Routes.Lists);
        Assert.Equal(
            """
            CUSTOMER_TYPE 27, CUSTOMER_INDUSTRY_TYPE 39, TITLE 50, NATIONALITY 51, GENDER 52, LANGUAGE 54, CONTACT_TYPE 55, COUNTRY 56,
            REGION 57 < COUNTRY, CITY 58 < REGION, PURCHASE_PLAN 59, PAYMENT_MODE 60, CURRENCY 61, PHONE_CODE 62, MODEL 63 < OU_TYPE,
            MODEL_YEAR 64, VEHICLE_TYPE 65, BUSINESS_AREA 66 < OU_TYPE, LEAD_SOURCE 70, LEAD_SUB_SOURCE 71 < LEAD_SOURCE,
            LEAD_INTEREST 74, LEAD_PRIORITY 75, LEAD_MONTHLY_INCOME 78, OU_TYPE 102, BRANCH_TYPE 103 < OU_TYPE, YES_OR_NO 104
            """.ReplaceLineEndings(" "),
            string.Join(
                ", ",
                lists
                    .EnumerateArray()
                    .OrderBy(list => list.GetProperty("id").GetInt32())
                    .Select(list =>
                    {
                        var parent = list.GetProperty("parent").GetString();
                        var name = $"{list.GetProperty("name").GetString()} {list.GetProperty("id").GetInt32()}";
                        return parent is null ? name : $"{name} < {parent}";
                    })
            )
        );
        Assert.All(lists.EnumerateArray(), list => Assert.True(list.GetProperty("items").GetInt32() > 0, list.GetRawText()));
    }

    [Theory]
    [InlineData("CITY", "58 city {CITY} {58} %7BCity%7D CUSTOMER_CITY 101")]
    [InlineData("REGION", "57 customer_region 100")]
    [InlineData("OU_TYPE", "102 2 brand BRAND")]
    [InlineData("BRANCH_TYPE", "103 1 Branch")]
    [InlineData("BUSINESS_AREA", "66 3")]
    [InlineData("VEHICLE_TYPE", "65 79")]
    [InlineData("MODEL", "63 MODEL_FAMILY")]
    [Promise("2.2")]
    [Promise("3.2")]
    public async Task A_list_is_found_by_each_of_its_names_and_numbers(string name, string others)
    {
        var expected = (await server.Client.GetJsonAsync($"{Routes.Lists}/{name}")).GetRawText();
        foreach (var other in others.Split(' '))
            Assert.Equal(expected, (await server.Client.GetJsonAsync($"{Routes.Lists}/{other}")).GetRawText());
    }

    [Fact]
    [Promise("3.3")]
    [Promise("3.7")]
    public async Task An_item_has_a_value_labels_a_code_and_a_parent()
    {
        var countries = await server.Client.GetJsonAsync($"{Routes.Lists}/COUNTRY");
        var saudi = countries.EnumerateArray().Single(item => item.GetProperty("code").GetString() == "SA");
        Assert.Equal(["value", "label", "labelAr", "code", "parentValue"], saudi.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Saudi Arabia", saudi.GetProperty("label").GetString());
        Assert.Equal("المملكة العربية السعودية", saudi.GetProperty("labelAr").GetString());
        Assert.Equal(JsonValueKind.Null, saudi.GetProperty("parentValue").ValueKind);

        var regions = await server.Client.GetJsonAsync($"{Routes.Lists}/REGION?parentId={saudi.GetProperty("value").GetInt32()}");
        Assert.Equal(13, regions.GetArrayLength());
        Assert.All(
            regions.EnumerateArray(),
            region => Assert.Equal(saudi.GetProperty("value").GetInt32(), region.GetProperty("parentValue").GetInt32())
        );
    }

    [Theory]
    [InlineData("?lang=ar", "en", true)]
    [InlineData("?lang=en", "ar", false)]
    [InlineData("", "ar", true)]
    [InlineData("", "ar-SA, en;q=0.5", true)]
    [InlineData("", "en, ar;q=0.9", false)]
    [InlineData("", "fr, ar;q=0.2, en;q=0.1", true)]
    [InlineData("", "en;q=0.5, ar", true)]
    [InlineData("", "ar;q=0, en", false)]
    [InlineData("", "*", false)]
    [InlineData("", ";;;q=", false)]
    [Promise("3.3")]
    public async Task Labels_are_Arabic_if_the_query_or_else_the_header_says_so(string query, string acceptLanguage, bool isArabic)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.Lists}/GENDER{query}");
        request.Headers.TryAddWithoutValidation("Accept-Language", acceptLanguage);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(isArabic ? "ذكر" : "Male", (await response.JsonAsync())[0].GetProperty("label").GetString());
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Theory]
    [InlineData("CITY?parentId=x", 400, "invalid-parameter")]
    [InlineData("CITY?parentId=1.5", 400, "invalid-parameter")]
    [InlineData("CITY?parentId=99999999999", 400, "invalid-parameter")]
    [InlineData("GENDER?parentId=1", 400, "invalid-parameter")]
    [InlineData("CITY?parentId=987654", 404, "parent-not-found")]
    [InlineData("CITY?parentId=-1", 404, "parent-not-found")]
    [InlineData("CITTY", 404, "list-not-found")]
    [InlineData("999", 404, "list-not-found")]
    [InlineData("{}", 404, "list-not-found")]
    [Promise("3.4")]
    [Promise("8.1")]
    public async Task An_unknown_list_or_parent_is_a_problem(string path, int status, string type)
    {
        using var response = await server.Client.GetAsync($"{Routes.Lists}/{path}", TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync((HttpStatusCode)status, type);
    }

    [Fact]
    [Promise("3.4")]
    public async Task The_problem_of_an_unknown_list_names_the_nearest_lists()
    {
        using var response = await server.Client.GetAsync($"{Routes.Lists}/CITTY", TestContext.Current.CancellationToken);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "list-not-found");
        Assert.Equal("CITY", problem.GetProperty("suggestions")[0].GetString());
        Assert.Contains("CITY", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("3.5")]
    public async Task A_request_with_the_current_etag_is_304_without_a_body()
    {
        using var first = await server.Client.GetAsync($"{Routes.Lists}/CITY", TestContext.Current.CancellationToken);
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);
        foreach (var known in (string[])[tag.Tag, $"\"other\", {tag.Tag}", $"W/{tag.Tag}", "*"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.Lists}/CITY");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var second = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Equal(tag, second.Headers.ETag);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    [Promise("3.5")]
    public async Task Each_parent_and_language_has_its_own_etag()
    {
        var tags = new HashSet<string>();
        foreach (var query in (string[])["CITY", "CITY?lang=ar", "REGION", "MODEL?parentId=1", "MODEL?parentId=2"])
        {
            using var response = await server.Client.GetAsync($"{Routes.Lists}/{query}", TestContext.Current.CancellationToken);
            Assert.True(tags.Add(response.Headers.ETag!.Tag), query);
        }
    }
}
