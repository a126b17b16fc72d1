using System.Text;
using CsCheck;
using Leadgate.Domain.Intake;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Ndjson;
using Leadgate.Formats.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Formats.Tests;

/// <summary>Whatever arrives, a reader ends with leads or a refusal, and it makes no difference in which pieces it arrives.</summary>
[Promise("12.1")]
public sealed class FormatFuzzTests
{
    private static readonly byte[] Lines = Encoding.UTF8.GetBytes(
        $"{SampleRequest.Lead().ToJsonString()}\r\n\n{SampleRequest.Lead(("priority", "Tepid")).ToJsonString()}\n42\n"
    );

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\"?><adf>{AdfSample.Prospect}<prospect><id>7</id></prospect></adf>"
    );

    private static readonly byte[][] Tokens =
    [
        .. (
            (string[])
                [
                    "<",
                    ">",
                    "</",
                    "&",
                    "&amp;",
                    "<![CDATA[",
                    "]]>",
                    "<!--",
                    "<prospect>",
                    "</prospect>",
                    "</adf>",
                    "\0",
                    "\n",
                    "\"",
                    "{",
                    "}",
                ]
        ).Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xD8, 0x00],
    ];

    [Fact]
    public void Lines_that_are_changed_at_random() => Check(new NdjsonLeadFormat(), Lines, 300);

    [Fact]
    public void Documents_that_are_changed_at_random() => Check(new AdfLeadFormat(), Document, 200);

    private static void Check(ILeadFormat format, byte[] body, int runs) =>
        Gen.Select(
                Gen.Select(Gen.Int[0, body.Length - 1], Gen.Int[0, 30], Gen.Int[0, Tokens.Length - 1]).Array[1, 6],
                Gen.Int[1, 4000],
                (changes, pieces) => (changes, pieces)
            )
            .Sample(
                test =>
                {
                    var changed = body.ToList();
                    foreach (var (at, removed, token) in test.changes)
                    {
                        var start = Math.Min(at, changed.Count);
                        changed.RemoveRange(start, Math.Min(removed, changed.Count - start));
                        changed.InsertRange(start, Tokens[token]);
                    }

                    var whole = TestData.Read(format, [.. changed]);
                    var inPieces = TestData.Read(format, [.. changed], test.pieces);
                    Assert.Equal(whole.Refusal, inPieces.Refusal);
                    Assert.NotEqual(whole.Refusal is null, whole.Bulk is null);
                    Assert.Equal(
                        whole.Bulk?.Leads.Select(lead => TestData.Write(lead).ToJsonString()),
                        inPieces.Bulk?.Leads.Select(lead => TestData.Write(lead).ToJsonString())
                    );
                },
                iter: FuzzRuns.Count(runs)
            );
}
