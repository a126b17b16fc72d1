using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Formats.Tests.Support;
using Leadgate.Server.Console.Imports;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages that import files, step by step.</summary>
public sealed class ImportPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string WrongCity = "Damam by the sea";
    private const string HostileHeader = "<b>bold</b>";
    private const string HostileCell = "<script>alert(1)</script>";

    [Fact]
    public async Task File_is_walked_through_step_by_step_and_every_row_is_accounted_for()
    {
        using var browser = await SignInAsync();
        var columns = await UploadAsync(browser, TestData.Csv(CreateLeads(), without: "priority"), "event <i>1</i>.csv");
        var page = HtmlPage.Parse(columns);
        Assert.Empty(page.QuerySelectorAll("main b, main i, main script"));
        Assert.Contains("event <i>1</i>.csv", page.QuerySelector("#file")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4", page.QuerySelector("#row-count")!.TextContent);
        Assert.Contains(HostileHeader, page.QuerySelector("#columns")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(HostileCell, page.QuerySelector("#first-rows")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(WrongCity, page.QuerySelector("#columns")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("customerCity", FindTarget(page, "customerCity").Value);
        Assert.Equal("*", FindTarget(page, HostileHeader).Value);
        Assert.Equal(["constant-priority"], page.QuerySelectorAll("#missing select, #missing input").Select(one => one.Id));

        var check = await browser.SubmitAsync(
            columns,
            "columns-form",
            ("constant-priority", "Hot"),
            (FindTarget(page, HostileHeader).Id!, ImportColumnsView.LeftOut),
            ("do", ImportColumnsView.Check)
        );
        Assert.EndsWith("/check", check.Location, StringComparison.Ordinal);
        var checkedPage = await WaitAsync(browser, check.Location, "#numbers");
        page = HtmlPage.Parse(checkedPage);
        Assert.Equal("2 2 0 4", ReadNumbers(page));
        var finding = Assert.Single(page.QuerySelectorAll("#findings tbody tr"));
        Assert.Contains(WrongCity, finding.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 ×", finding.TextContent, StringComparison.Ordinal);
        Assert.Empty(finding.QuerySelectorAll("a"));
        Assert.Equal(["3", "4"], page.QuerySelectorAll("#wrong-rows tbody th").Select(line => line.TextContent.Trim()));
        var trail = await shared.Running.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Contains(trail, entry => entry.Event.Action == AuditActions.ImportRead);

        var result = await browser.SubmitAsync(checkedPage, "start-form");
        var again = await browser.SubmitAsync(checkedPage, "start-form");
        Assert.Equal(result.Location, again.Location);
        var done = await WaitAsync(browser, result.Location, "#state.success");
        page = HtmlPage.Parse(done);
        Assert.Equal("2 2 0 4", ReadNumbers(page));
        Assert.Single(page.QuerySelectorAll("#bulks a"));
        var waiting = HtmlPage.Parse(await browser.GetAsync(page.QuerySelector("#waiting")!.GetAttribute("href")!));
        Assert.Equal(2, waiting.QuerySelectorAll("#leads tbody tr").Length);

        // The rows that failed come back corrected, and correct their leads.
        var failed = await browser.GetAsync(page.QuerySelector("#failed-csv")!.GetAttribute("href")!);
        Assert.Equal(2, failed.Text.Split(WrongCity + ",").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page.QuerySelector("#failed-xlsx")!.GetAttribute("href")!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(result.Location + "/failed.ndjson")).Status);
        var corrected = await UploadAsync(browser, failed.Text.Replace(WrongCity + ",", "Dammam,", StringComparison.Ordinal), "again.csv");
        var second = await browser.SubmitAsync(corrected, "columns-form", ("do", ImportColumnsView.Check));
        var started = await browser.SubmitAsync(await WaitAsync(browser, second.Location, "#numbers"), "start-form");
        page = HtmlPage.Parse(await WaitAsync(browser, started.Location, "#state.success"));
        Assert.Equal("2 0 0 2", ReadNumbers(page));
        Assert.Empty(page.QuerySelectorAll("#bulks a, #failed-csv"));

        // Going back leads to where the import is.
        foreach (var step in (string[])["/columns", "/check", "/cancel"])
            Assert.Equal(result.Location, (await browser.GetAsync(result.Location + step)).Location);
        Assert.Equal(result.Location, (await browser.SubmitAsync(checkedPage, "check-form")).Location);
        Assert.Equal(result.Location, (await browser.SubmitAsync(columns, "columns-form")).Location);
        var list = HtmlPage.Parse(await browser.GetAsync(ConsoleRoutes.Imports));
        Assert.NotNull(list.QuerySelector($"#imports a[href='{result.Location}']"));
        Assert.Empty(list.QuerySelectorAll("main i"));
    }

    /// <summary>Reports of others: dates as numbers, phone numbers without their zeros, and Arabic as question marks.</summary>
    [Fact]
    [Promise("12.5")]
    [Promise("12.7")]
    public async Task Workbook_and_its_failed_rows_as_a_workbook_keep_dates_zeros_and_Arabic()
    {
        using var browser = await SignInAsync();
        var reference = "00" + Guid.NewGuid().ToString("N")[..12];
        var workbook = CreateWorkbook(reference);
        var columns = await UploadAsync(browser, workbook, "معرض الدمام.xlsx");
        var page = HtmlPage.Parse(columns);
        Assert.Contains("معرض الدمام.xlsx", page.QuerySelector("#file")!.TextContent, StringComparison.Ordinal);
        var rows = page.QuerySelector("#first-rows")!.TextContent;
        foreach (var shown in (string[])["2025-11-25", "0555555555", reference + "-1", "ريم سعد"])
            Assert.Contains(shown, rows, StringComparison.Ordinal);
        var check = await browser.SubmitAsync(columns, "columns-form", ("do", ImportColumnsView.Check));
        var started = await browser.SubmitAsync(await WaitAsync(browser, check.Location, "#numbers"), "start-form");
        page = HtmlPage.Parse(await WaitAsync(browser, started.Location, "#state.success"));
        Assert.Equal("1 1 0 2", ReadNumbers(page));

        // Of the wrong row everything comes back as it was, and corrected it is the same lead.
        var failed = await browser.DownloadAsync(page.QuerySelector("#failed-xlsx")!.GetAttribute("href")!);
        var again = await UploadAsync(browser, ReplaceInSheet(failed, "الرياظ", "الدمام"), "again.xlsx");
        var second = await browser.SubmitAsync(again, "columns-form", ("do", ImportColumnsView.Check));
        var corrected = await browser.SubmitAsync(await WaitAsync(browser, second.Location, "#numbers"), "start-form");
        page = HtmlPage.Parse(await WaitAsync(browser, corrected.Location, "#state.success"));
        Assert.Equal("1 0 0 1", ReadNumbers(page));
        Assert.Empty(page.QuerySelectorAll("#bulks a"));
        var catalog = ListCatalog.Build(BuiltInLists.Read());
        foreach (var one in (string[])[reference + "-1", reference + "-2"])
        {
            var leads = await shared.Running.Store.FindLeadsAsync(
                new LeadQuery { LeadReference = one },
                catalog,
                TestContext.Current.CancellationToken
            );
            var json = Encoding.UTF8.GetString(Assert.Single(leads).GetSource(catalog).Span);
            // The midnight with which the day begins in Riyadh.
            Assert.Contains("\"leadDate\":\"2025-11-24T21:00:00", json, StringComparison.Ordinal);
            Assert.Contains("\"phoneNumber\":\"555555555\"", json, StringComparison.Ordinal);
            Assert.Contains("\"firstName\":\"ريم سعد\"", json, StringComparison.Ordinal);
            Assert.Contains("\"customerCity\":\"Dammam\"", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Promise("12.4")]
    public async Task Wrong_value_is_replaced_in_all_rows_and_a_cell_is_corrected_in_its_row()
    {
        var wrong = "Dammqm " + Guid.NewGuid().ToString("N")[..8];
        var leads = CreateLeads()
            .Select(lead => TestData.Lead(("customerCity", lead["customerCity"]!.ToString() == WrongCity ? wrong : lead["customerCity"])))
            .Append(TestData.Lead(("phoneNumber", "12"), ("customerCity", wrong)))
            .ToList();
        using var browser = await SignInAsync(StaffRole.Admin);
        var columns = await UploadAsync(browser, TestData.Csv(leads), "team.csv");
        var check = await browser.SubmitAsync(columns, "columns-form", ("do", ImportColumnsView.Check));
        var checkedPage = await WaitAsync(browser, check.Location, "#numbers");
        var page = HtmlPage.Parse(checkedPage);
        Assert.Equal("2 3 0 5", ReadNumbers(page));
        Assert.Contains(page.QuerySelectorAll("datalist#items-CITY option"), option => option.GetAttribute("value") == "Dammam");

        // What is no item comes back as it was typed, and nothing is changed.
        foreach (var (to, says) in (KeyValuePair<string, string>[])[new("", "at least one"), new("Damman by the sea", "CITY")])
        {
            var refused = await browser.SubmitAsync(checkedPage, "replace-form", ("to-0", to));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(says, HtmlPage.Parse(refused).QuerySelector("#errors")!.TextContent, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(to, HtmlPage.Parse(refused).QuerySelector<IHtmlInputElement>("#to-0")!.Value);
        }

        var replaced = await browser.SubmitAsync(checkedPage, "replace-form", ("to-0", "الدمام"));
        checkedPage = await WaitAsync(browser, replaced.Location, "#numbers");
        page = HtmlPage.Parse(checkedPage);
        Assert.Equal("4 1 0 5", ReadNumbers(page));
        Assert.Contains("الدمام", page.QuerySelector("#replacements")!.TextContent, StringComparison.Ordinal);

        // The last row is saved while it is wrong, and again when it is right; an old form is shown again as it was typed.
        var row = Assert.Single(page.QuerySelectorAll("#wrong-rows tbody tr"));
        Assert.Equal(["row-4", "6"], [row.Id!, row.QuerySelector("th")!.TextContent.Trim()]);
        Assert.Equal("12", row.QuerySelector<IHtmlInputElement>("input[name='cell-phoneNumber']")!.Value);
        var still = await browser.FollowAsync(await browser.SubmitAsync(checkedPage, "form-4", ("cell-phoneNumber", "123")));
        Assert.Equal("123", HtmlPage.Parse(still).QuerySelector<IHtmlInputElement>("input[name='cell-phoneNumber']")!.Value);
        Assert.Contains("still has errors", HtmlPage.Parse(still).QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var old = await browser.SubmitAsync(checkedPage, "form-4", ("form", "too old"), ("cell-phoneNumber", "=typed"));
        Assert.Equal(HttpStatusCode.BadRequest, old.Status);
        Assert.Equal("=typed", HtmlPage.Parse(old).QuerySelector<IHtmlInputElement>("input[name='cell-phoneNumber']")!.Value);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(checkedPage, "replacements", ("form", "too old"))).Status);
        var saved = await browser.SubmitAsync(still, "form-4", ("cell-phoneNumber", "500000001"));
        Assert.EndsWith("/check#wrong", saved.Location, StringComparison.Ordinal);
        page = HtmlPage.Parse(await browser.FollowAsync(saved));
        Assert.Contains("Line 6 is valid", page.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#edited"));
        Assert.Empty(page.QuerySelectorAll("#wrong-rows"));

        // Without the replacement the value is wrong again; as another name of the item it is right for all.
        var rule = page.QuerySelector("#replacements button")!.GetAttribute("value")!;
        var removed = await browser.SubmitAsync(await browser.GetAsync(check.Location), "replacements", ("remove", rule));
        checkedPage = await WaitAsync(browser, removed.Location, "#numbers");
        Assert.Equal("2 3 0 5", ReadNumbers(HtmlPage.Parse(checkedPage)));
        var named = await browser.SubmitAsync(checkedPage, "replace-form", ("to-0", "Dammam"), ("alias-0", "yes"));
        checkedPage = await WaitAsync(browser, named.Location, "#numbers");
        page = HtmlPage.Parse(checkedPage);
        Assert.Equal("5 0 0 5", ReadNumbers(page));
        Assert.Null(page.QuerySelector("#replacements"));
        var result = await browser.SubmitAsync(checkedPage, "start-form");
        Assert.Equal("5 0 0 5", ReadNumbers(HtmlPage.Parse(await WaitAsync(browser, result.Location, "#state.success"))));
        Assert.Equal(result.Location, (await browser.SubmitAsync(still, "form-4", ("cell-phoneNumber", "500000002"))).Location);
    }

    [Fact]
    public async Task Columns_that_cannot_be_imported_are_told_beside_the_columns_and_stale_forms_change_nothing()
    {
        using var browser = await SignInAsync();
        var columns = await UploadAsync(browser, TestData.Csv(CreateLeads()), "team.csv");
        var page = HtmlPage.Parse(columns);
        var (city, region) = (FindTarget(page, "customerCity").Id!, FindTarget(page, "customerRegion").Id!);
        var refused = await browser.SubmitAsync(columns, "columns-form", (region, "customerCity"), ("do", ImportColumnsView.Check));
        page = HtmlPage.Parse(refused);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(page.QuerySelector($"#errors a[href='#{region}'], #errors a[href='#{city}']"));
        Assert.Equal("true", page.QuerySelector("#" + region)!.GetAttribute("aria-invalid"));
        Assert.Equal("true", page.QuerySelector("#" + city)!.GetAttribute("aria-invalid"));
        Assert.NotNull(page.QuerySelector($"#{city}-error"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(refused, "columns-form", (region, "customerRegion"))).Status);

        var again = await browser.SubmitAsync(columns, "format", (ImportColumnsView.DelimiterField, "|"));
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        var stale = await browser.SubmitAsync(columns, "columns-form", (region, "company"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.NotNull(HtmlPage.Parse(stale).QuerySelector("#errors"));
        var other = await browser.GetAsync(again.Location);
        Assert.Single(HtmlPage.Parse(other).QuerySelectorAll("#columns tbody tr"));

        // Back to commas, and away.
        await browser.SubmitAsync(other, "format", (ImportColumnsView.DelimiterField, ","));
        var cancel = await browser.GetAsync(again.Location.Replace("/columns", "/cancel", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(cancel, "confirm")).Status);
        Assert.Empty(HtmlPage.Parse(await browser.GetAsync(cancel.Address.PathAndQuery)).QuerySelectorAll("#state"));
        var cancelled = await browser.FollowAsync(await browser.SubmitAsync(cancel, "confirm", ("confirmed", "yes")));
        Assert.NotNull(HtmlPage.Parse(cancelled).QuerySelector("#notice"));
        Assert.Equal(cancelled.Address.PathAndQuery, (await browser.GetAsync(again.Location)).Location);
        Assert.Equal(cancelled.Address.PathAndQuery, (await browser.SubmitAsync(columns, "columns-form")).Location);
    }

    [Fact]
    public async Task Encoding_is_chosen_by_what_the_text_then_says()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var browser = await SignInAsync();
        var csv = TestData.Csv([TestData.Lead(("customerCity", "الدمام"), ("leadName", "معرض الدمام للسيارات"))]);
        var page = HtmlPage.Parse(await UploadAsync(browser, csv, "arabic.csv", Encoding.GetEncoding("windows-1256")));
        var chosen = page.QuerySelector<IHtmlInputElement>("#encodings input[checked]")!;
        Assert.Equal("windows-1256", chosen.Value);
        Assert.Contains("الدمام", page.QuerySelector($"label[for='{chosen.Id}']")!.TextContent, StringComparison.Ordinal);
        var others = page.QuerySelectorAll<IHtmlInputElement>("#encodings input:not([checked])").ToList();
        Assert.NotEmpty(others);
        Assert.DoesNotContain("الدمام", page.QuerySelector($"label[for='{others[0].Id}']")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_name_their_fields_are_imported_without_columns()
    {
        using var browser = await SignInAsync();
        var lines = CreateLeads().Select(lead => lead.ToJsonString());
        var columns = await UploadAsync(browser, string.Join('\n', lines), "portal.ndjson");
        Assert.NotNull(HtmlPage.Parse(columns).QuerySelector("#no-columns"));
        var check = await browser.SubmitAsync(columns, "columns-form", ("do", ImportColumnsView.Check));
        var checkedPage = await WaitAsync(browser, check.Location, "#numbers");
        Assert.Equal("2 2 0 4", ReadNumbers(HtmlPage.Parse(checkedPage)));
        var result = await browser.SubmitAsync(checkedPage, "start-form");
        Assert.Equal("2 2 0 4", ReadNumbers(HtmlPage.Parse(await WaitAsync(browser, result.Location, "#state.success"))));
    }

    [Theory]
    [InlineData("English", "First name")]
    [InlineData("العربية", "الاسم الأول")]
    public async Task Template_is_a_workbook_that_can_be_filled_in(string language, string header)
    {
        using var browser = await SignInAsync();
        var page = HtmlPage.Parse(await browser.GetAsync(ImportLinks.New));
        var link = page.QuerySelectorAll("#templates a").Single(one => one.TextContent == language).GetAttribute("href")!;
        using var stream = new MemoryStream(await browser.DownloadAsync(link));
        using var workbook = new ZipArchive(stream);
        using var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(header, await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_without_a_valid_token_before_it_is_not_read()
    {
        using var browser = await SignInAsync();
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ImportLinks.New));
        var before = await CountImportsAsync();
        foreach (var part in (string[])["", CreatePart("form", "invented"), CreatePart("other", token)])
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, shared.Running.Address.Port, TestContext.Current.CancellationToken);

            // The file never ends: only somebody who does not wait for it can answer.
            var body = part + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nfirstName\r\n";
            var cookies = browser.Cookies.GetCookieHeader(new Uri(shared.Running.Address, ImportLinks.New));
            var head =
                $"POST {ImportLinks.New}?lang=en HTTP/1.1\r\nHost: {shared.Running.Address.Authority}\r\nCookie: {cookies}\r\n"
                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000000\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(head + body), TestContext.Current.CancellationToken);
            Assert.StartsWith("HTTP/1.1 400", await socket.ReceiveTextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountImportsAsync());
    }

    [Theory]
    [InlineData("", HttpStatusCode.UnprocessableEntity)]
    [InlineData("\0\u0001\u0002 nothing that anybody can read", HttpStatusCode.UnprocessableEntity)]
    [InlineData("firstName,lastName\n", HttpStatusCode.UnprocessableEntity)]
    public async Task File_that_cannot_be_imported_is_refused_beside_the_field(string content, HttpStatusCode status)
    {
        using var browser = await SignInAsync();
        var before = await CountImportsAsync();
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ImportLinks.New));
        var page = await browser.UploadAsync(ImportLinks.New, token, "file", new StringContent(content), "a.csv");
        Assert.Equal((content, status), (content, page.Status));
        Assert.NotNull(HtmlPage.Parse(page).QuerySelector("#file-error"));
        var without = await browser.PostAsAsync("multipart/form-data; boundary=x", ImportLinks.New);
        Assert.Equal(HttpStatusCode.BadRequest, without.Status);
        Assert.Equal(before, await CountImportsAsync());
    }

    [Fact]
    public async Task Viewers_see_no_imports()
    {
        using var agent = await SignInAsync();
        var columns = (await UploadAsync(agent, TestData.Csv(CreateLeads()), "team.csv")).Address.AbsolutePath;
        var one = columns.Replace("/columns", "", StringComparison.Ordinal);
        using var viewer = await SignInAsync(StaffRole.Viewer);
        foreach (var path in (string[])[ConsoleRoutes.Imports, ImportLinks.New, one, columns, one + "/check", one + "/cancel"])
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await viewer.GetAsync(path)).Status));
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync(ConsoleRoutes.Imports + "/999999/columns")).Status);
        Assert.Null(HtmlPage.Parse(await viewer.GetAsync(ConsoleRoutes.Me)).QuerySelector("nav a[href='/staff/imports']"));
    }

    private static IReadOnlyList<JsonObject> CreateLeads() =>
        [
            TestData.Lead((HostileHeader, HostileCell)),
            TestData.Lead(("customerCity", WrongCity), (HostileHeader, "x")),
            TestData.Lead(("customerCity", WrongCity), (HostileHeader, "y")),
            TestData.Lead((HostileHeader, "z")),
        ];

    /// <summary>
    /// A workbook with Arabic titles in which days are numbers and a phone number has its zero from the style. The second city is wrong.
    /// </summary>
    private static byte[] CreateWorkbook(string reference)
    {
        var lead = TestData.Lead(("firstName", "ريم سعد"), ("customerCity", "الدمام"), ("leadDate", null), ("phoneNumber", null));
        var names = lead.Where(one => one.Value is JsonValue && one.Key != "leadReference").Select(one => one.Key).ToList();
        var data = new StringBuilder("<row>");
        foreach (var name in names.Append("leadReference").Append("leadDate").Append("phoneNumber"))
            data.Append(Text(LeadFields.Table.TryFind(name, out var field, out _) ? field.TitleAr : name));
        foreach (var (row, city) in (KeyValuePair<int, string>[])[new(1, "الدمام"), new(2, "الرياظ")])
        {
            data.Append("</row><row>");
            foreach (var name in names)
                data.Append(Text(name == "customerCity" ? city : lead[name]!.ToString()));
            data.Append(Text($"{reference}-{row}")).Append("<c s=\"1\"><v>45986</v></c><c s=\"3\"><v>555555555</v></c>");
        }

        return new Workbook(data.Append("</row>").ToString()).ToBytes();

        static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";
    }

    private static byte[] ReplaceInSheet(byte[] workbook, string text, string by)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
            using var reader = new StreamReader(sheet, leaveOpen: true);
            var before = reader.ReadToEnd();
            Assert.Contains($">{text}<", before, StringComparison.Ordinal);
            sheet.SetLength(0);
            sheet.Write(Encoding.UTF8.GetBytes(before.Replace($">{text}<", $">{by}<", StringComparison.Ordinal)));
        }

        return stream.ToArray();
    }

    private static string CreatePart(string name, string value) =>
        $"--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    /// <summary>The choice of the column with a header.</summary>
    private static IHtmlSelectElement FindTarget(IHtmlDocument page, string header) =>
        page.QuerySelectorAll("#columns tbody tr")
            .Single(row => row.QuerySelector("th")!.TextContent.Trim() == header)
            .QuerySelector<IHtmlSelectElement>("select")!;

    private static string ReadNumbers(IHtmlDocument page) =>
        string.Join(' ', page.QuerySelectorAll("#numbers strong").Select(number => number.TextContent));

    private static Task<BrowserResponse> UploadAsync(StaffBrowser browser, string text, string name, Encoding? encoding = null) =>
        UploadAsync(browser, (encoding ?? Encoding.UTF8).GetBytes(text), name);

    private static async Task<BrowserResponse> UploadAsync(StaffBrowser browser, byte[] file, string name)
    {
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ImportLinks.New));
        return await browser.FollowAsync(await browser.UploadAsync(ImportLinks.New, token, "file", new ByteArrayContent(file), name));
    }

    private static async Task<BrowserResponse> WaitAsync(StaffBrowser browser, string path, string selector)
    {
        BrowserResponse? page = null;
        await Wait.UntilAsync(
            async () => HtmlPage.Parse(page = await browser.GetAsync(path)).QuerySelector(selector) is not null,
            $"{path} does not come to {selector}."
        );
        return page!;
    }

    private Task<StaffBrowser> SignInAsync(StaffRole role = StaffRole.Agent) =>
        StaffBrowser.SignInAsync(shared.Running, "import-" + Guid.NewGuid().ToString("N")[..12], role);

    private async Task<int> CountImportsAsync() =>
        (await shared.Running.Store.Imports.ReadLastAsync(null, null, 1000, TestContext.Current.CancellationToken)).Count;
}
