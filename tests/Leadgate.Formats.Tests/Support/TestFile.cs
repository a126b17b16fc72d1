using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tests.Support;

/// <summary>Reads files as an import does.</summary>
internal static class TestFile
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static FileDescription Describe(byte[] file, FileChoices? choices = null) =>
        Assert.IsType<FileAnalysis.Understood>(Analyze(file, choices)).Description;

    public static FileRefusal Refuse(byte[] file, FileChoices? choices = null) =>
        Assert.IsType<FileAnalysis.Refused>(Analyze(file, choices)).Refusal;

    public static FileAnalysis Analyze(byte[] file, FileChoices? choices = null) =>
        FileAnalyzer.Analyze(new MemoryStream(file), null, choices ?? FileChoices.None, TestContext.Current.CancellationToken);

    /// <summary>The leads of a file that has no problem.</summary>
    public static IReadOnlyList<ReadLead> Read(byte[] file, FileChoices? choices = null)
    {
        var description = Describe(file, choices);
        Assert.Null(description.Problem?.English);
        using var reader = LeadFile.Open(new MemoryStream(file), description, choices ?? FileChoices.None, TestData.Catalog);
        var leads = new List<ReadLead>();
        while (reader.Read(TestContext.Current.CancellationToken))
        {
            var current = reader.Current;
            leads.Add(new(current.Line, JsonDocument.Parse(current.Json).RootElement.Clone(), [.. current.Faults], current.RowKey));
        }

        Assert.Null(reader.Refusal?.Reason.English);
        return leads;
    }

    public static ReadLead ReadOne(byte[] file, FileChoices? choices = null) => Assert.Single(Read(file, choices));

    public static ReadLead ReadOne(string csv, FileChoices? choices = null) => ReadOne(Utf8(csv), choices);

    internal sealed record ReadLead(long Line, JsonElement Json, IReadOnlyList<CellFault> Faults, string? RowKey)
    {
        public string? this[string name] => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

        public override string ToString() => Json.GetRawText();
    }
}
