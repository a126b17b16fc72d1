using System.IO.Compression;
using System.Text;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Leads;

/// <summary>A store of an earlier program is converted while the service runs, see the tests of the store for what becomes of it.</summary>
public sealed class IssueConversionServiceTests
{
    [Fact]
    public async Task The_errors_of_an_earlier_store_are_converted_after_the_start()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("leadgate.db");
        var earlier = Repository.Path("tests", "Leadgate.Storage.Tests", "Data", "store-6.db.gz");
        await using (var packed = new GZipStream(File.OpenRead(earlier), CompressionMode.Decompress))
        await using (var unpacked = File.Create(file))
            await packed.CopyToAsync(unpacked, TestContext.Current.CancellationToken);

        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = $"sqlite:{file}" }
        );
        await Wait.UntilAsync(
            async () => !await server.Store.IssueConversion.IsNeededAsync(TestContext.Current.CancellationToken),
            "The errors were not converted."
        );
        var catalog = await server.Store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        var leads = await server.Store.FindLeadsAsync(new LeadQuery { IsError = true }, catalog, TestContext.Current.CancellationToken);
        Assert.Equal(3, leads.Count);
        Assert.All(leads, lead => Assert.StartsWith("[1,", Encoding.UTF8.GetString(lead.StoredErrors.Span), StringComparison.Ordinal));
        await Wait.UntilAsync(
            () => server.LogLines.Any(line => line.Contains("errors of 5 stored leads were converted", StringComparison.Ordinal)),
            "Nothing was logged."
        );
    }
}
