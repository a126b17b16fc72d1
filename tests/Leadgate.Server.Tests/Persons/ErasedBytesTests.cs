using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Persons;

/// <summary>After one erasure, no byte of any spelling of a number and an address is left in the files of the database.</summary>
public abstract class ErasedBytesTests
{
    private const string Owner = "Zaynab Almarked";
    private const string NationalId = "1098765432";
    private const string Home = "Umm Alhamam 77";
    private const string Neighbor = "Neighbor Alkept";

    private static readonly DataSubject Sara = DataSubject.TryCreate(
        "+966" + ContactSpellings.Phone,
        ContactSpellings.Email,
        ListCatalog.Build(BuiltInLists.Read())[ReferenceLists.PhoneCode],
        out _
    )!;

    private static readonly IReadOnlyList<string> Spellings = [.. ContactSpellings.Phones, .. ContactSpellings.Emails];

    private protected abstract Task<RunningServer> StartAsync();

    /// <summary>The files of the database, after what is in memory was written to them.</summary>
    protected abstract Task<IReadOnlyList<string>> GetFilesAsync();

    [Fact]
    [Promise("10.6")]
    public async Task No_byte_of_any_spelling_is_left_and_no_other_lead_has_changed()
    {
        await using var server = await StartAsync();
        var key = await server.CreateKeyAsync("boss", "admin", "leads:write");
        using var post = TestData.Post(
            TestData.Bulk(Spellings.SelectMany(CreateLeads)),
            (Headers.ApiKey, key.Text),
            (Headers.IdempotencyKey, "form-0" + ContactSpellings.Phone)
        );
        using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.True(stored.IsSuccessStatusCode);
        Assert.Empty(await FindMissingAsync(Spellings));

        var erased = await EraseAsync(server, key.Text, "");
        var owned = Spellings.Count(IsCertain);
        Assert.Equal(
            (owned, (4 * Spellings.Count) - owned, 1),
            (
                erased.GetProperty("leads").GetInt32(),
                erased.GetProperty("mentions").GetInt32(),
                erased.GetProperty("idempotencyKeys").GetInt32()
            )
        );
        Assert.True(erased.GetProperty("bytesGone").GetBoolean());
        string[] gone = [.. Spellings, .. Spellings.Select(Escape), ContactSpellings.Phone, ContactSpellings.Email];
        Assert.Equal(gone.Distinct().Order(), (await FindMissingAsync(gone)).Order());

        // Their own leads are erased as a whole; of other people's leads, only what mentions them.
        Assert.Empty(await FindMissingAsync([Neighbor]));
        Assert.Equal(3, (await FindMissingAsync([Owner, NationalId, Home])).Count);
        Assert.Equal(0, (await EraseAsync(server, key.Text, "?dryRun=true")).GetProperty("erased").GetArrayLength());
    }

    /// <summary>What was corrected is in revisions, in the rows before, and in what was derived from them.</summary>
    [Fact]
    [Promise("11.3")]
    public async Task No_byte_is_left_of_a_value_that_was_corrected()
    {
        await using var server = await StartAsync();
        var key = (await server.CreateKeyAsync("boss", "admin")).Text;
        string[] corrected = ["0" + ContactSpellings.Phone, ContactSpellings.Email, "+966 " + ContactSpellings.Phone];
        using var post = TestData.Post(
            TestData.Bulk(
                corrected.SelectMany(text =>
                    (JsonObject[])
                        [
                            TestData.Lead(("firstName", Neighbor), ("leadNote", text)),
                            TestData.Lead(("firstName", Neighbor), ("leadNote", text), ("priority", "none")),
                        ]
                )
            ),
            (Headers.ApiKey, key)
        );
        using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        for (var id = 1; id <= 2 * corrected.Length; id++)
        {
            using var patch = new HttpRequestMessage(HttpMethod.Patch, $"{Routes.Leads}/{id}");
            patch.Headers.Add(Headers.ApiKey, key);
            patch.Headers.TryAddWithoutValidation("If-Match", "*");
            patch.Content = new StringContent("""{"leadNote": "as agreed"}""", null, "application/merge-patch+json");
            using var response = await server.Client.SendAsync(patch, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode);
        }

        Assert.Empty(await FindMissingAsync(corrected));
        var erased = await EraseAsync(server, key, "");
        Assert.Equal(
            (0, 2 * corrected.Length, true),
            (
                erased.GetProperty("leads").GetInt32(),
                erased.GetProperty("mentions").GetInt32(),
                erased.GetProperty("bytesGone").GetBoolean()
            )
        );
        Assert.Equal(corrected.Order(), (await FindMissingAsync(corrected)).Order());
        Assert.Empty(await FindMissingAsync([Neighbor, "as agreed"]));
    }

    /// <summary>Valid and with errors, in a note of somebody else and in a property that no field corresponds to.</summary>
    private static IEnumerable<JsonObject> CreateLeads(string spelling)
    {
        yield return TestData.Lead(("firstName", Neighbor), ("leadNote", spelling));
        yield return TestData.Lead(("firstName", Neighbor), ("whatIsThis", spelling));
        yield return TestData.Lead(("firstName", Neighbor), ("leadNote", spelling), ("priority", "none"));
        yield return TestData.Lead(
            ("firstName", IsCertain(spelling) ? Owner : Neighbor),
            ("phoneNumber", null),
            ("email", null),
            ("priority", "none"),
            ("address1", IsCertain(spelling) ? Home : null),
            ("nationalId", IsCertain(spelling) ? NationalId : null),
            ("contactOfMine", spelling)
        );
    }

    /// <summary>Whether it is surely the person's; otherwise it is only erased where it is.</summary>
    private static bool IsCertain(string spelling) => Sara.FindIn(spelling) == Mention.Certain;

    private static async Task<JsonElement> EraseAsync(RunningServer server, string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.PersonErase + query);
        request.Headers.Add(Headers.ApiKey, key);
        request.Content = new StringContent(
            $$"""{"phone": "+966{{ContactSpellings.Phone}}", "email": "{{ContactSpellings.Email}}"}""",
            null,
            "application/json"
        );
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.JsonAsync();
    }

    private static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    /// <summary>The texts that no file of the database contains.</summary>
    private async Task<List<string>> FindMissingAsync(IReadOnlyList<string> texts)
    {
        var missing = texts.Distinct().ToList();
        foreach (var path in await GetFilesAsync())
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all, TestContext.Current.CancellationToken);
            missing.RemoveAll(text => all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
        }

        return missing;
    }
}
