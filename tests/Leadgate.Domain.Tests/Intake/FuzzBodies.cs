using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>Creates bodies that are nearly valid, and some that are random.</summary>
internal static class FuzzBodies
{
    private static readonly byte[][] Valid =
    [
        TestData.Sample,
        TestData.Person.ToBulk(),
        TestData
            .Company.With("leadNote", "سطر\nثانٍ \U0001F697")
            .WithVehicles(TestData.Vehicle(("totalQty", "٢")), TestData.Vehicle(("modelYear", 2025)))
            .ToBulk(),
        Encoding.UTF8.GetBytes(
            $"{{\"isProcessed\": 1, \"leads\": [{TestData.Person}, 7, {TestData.Person.With("fristName", "x").Without("priority")}]}}"
        ),
        "{\"leads\": [{}, null, \"\\ud83d\\ude97\", [[{}]], -1.5e+3, true]}"u8.ToArray(),
        "\uFEFF{ \"LEADS\" : [ {\"firstName\": \"\\u0646\\ud83d\"} ] , \"x\": {\"leads\": []} }"u8.ToArray(),
    ];

    private static readonly byte[][] Pieces =
    [
        .. (
            (string[])
                [
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "\\",
                    "\\u",
                    "\\ud83d",
                    "\\ude97",
                    "\\u0000",
                    "null",
                    "true",
                    "false",
                    "0",
                    "-",
                    "1e999",
                    "1.0",
                    "99999999999999999999",
                    "/*",
                    "//",
                    "\n",
                    "\t",
                    "\u0001",
                    "\uFEFF",
                    "\u200F",
                    "\u0640",
                    "\"leads\":",
                    "\"isProcessed\":2",
                    "{}",
                    "[]",
                    "\"\"",
                    "\"x\":1,",
                    "\U0001F697",
                    "\u0660",
                ]
        ).Select(Encoding.UTF8.GetBytes),
        [0x00],
        [0x80],
        [0xC3],
        [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xFF],
    ];

    private static readonly string[] Names =
    [
        .. LeadFields.All.Concat(VehicleFields.All).SelectMany(field => field.Names),
        "lang",
        "colour",
        "FIRSTNAME",
        "\\u006fu",
        "\\ud83d",
        "",
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "1.0",
        "-1",
        "1e2",
        "1e400",
        "123456789012345678901234567890",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"\\ud83d\"",
        "\"\\u0000\"",
        "\"1\"",
        "\"٢٠٢٥\"",
        "{}",
        "[]",
        "[{}]",
        "{\"a\":[1,2]}",
        "\"Saudi Arabia\"",
        "\"Germany\"",
        "\"الشرقية\"",
        "\"Dammam\"",
        "\"Company\"",
        "\"Individual\"",
        "\"KIA\"",
        "\"JMC\"",
        "\"Sales\"",
        "\"2025-08-17\"",
        "\"2025-08-17T06:49:41.761Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"555555555\"",
        "\"a@b.co\"",
        "\"نعم\"",
        "\"\\ufeff\"",
        "[{\"modelFamily\":\"K5\",\"totalQty\":0},3]",
        "\"\uFDFA\uFDFA\"",
        "\"\U0001F697\"",
        "\"Website\"",
        "\"Walk-in\"",
    ];

    public static byte[] Create(Random random) =>
        random.Next(10) switch
        {
            0 => Noise(random),
            1 => FromPieces(random),
            2 or 3 => Encoding.UTF8.GetBytes(Bulk(random)),
            4 => Mutate(Encoding.UTF8.GetBytes(Bulk(random)), random),
            5 => Splice(Pick(Valid, random), Pick(Valid, random), random),
            _ => Mutate(Pick(Valid, random), random),
        };

    public static int[] Cuts(Random random, int length)
    {
        var cuts = new int[random.Next(1, 8)];
        for (var i = 0; i < cuts.Length; i++)
            cuts[i] = random.Next(length + 1);
        Array.Sort(cuts);
        return cuts;
    }

    private static byte[] Noise(Random random)
    {
        var body = new byte[random.Next(40)];
        random.NextBytes(body);
        return body;
    }

    private static byte[] FromPieces(Random random) => [.. Enumerable.Range(0, random.Next(30)).SelectMany(_ => Pick(Pieces, random))];

    /// <summary>Valid JSON of leads that are rarely valid.</summary>
    private static string Bulk(Random random)
    {
        var leads = string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Lead(random)));
        var status = random.Next(4) == 0 ? ",\"isProcessed\":" + Pick(Values, random) : "";
        return $"{{\"leads\":[{leads}]{status}}}";
    }

    private static string Lead(Random random) =>
        random.Next(12) switch
        {
            0 => Pick(Values, random),
            1 => TestData.Person.ToString(),
            _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(12)).Select(_ => Property(random)))}}}",
        };

    private static string Property(Random random) => $"\"{Pick(Names, random)}\":{Pick(Values, random)}";

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];

    private static byte[] Splice(byte[] head, byte[] tail, Random random) =>
        [.. head.AsSpan(0, random.Next(head.Length + 1)), .. tail.AsSpan(random.Next(tail.Length + 1))];

    private static byte[] Mutate(byte[] body, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
            body = MutateOnce(body, random);
        return body;
    }

    private static byte[] MutateOnce(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        var length = Math.Min(random.Next(1, 12), body.Length - at);
        switch (random.Next(7))
        {
            case 0:
                return [.. body.AsSpan(0, at), .. body.AsSpan(at + length)];
            case 1:
                return [.. body.AsSpan(0, at), .. Pick(Pieces, random), .. body.AsSpan(at)];
            case 2:
                return [.. body.AsSpan(0, at), .. body.AsSpan(at, length), .. body.AsSpan(at)];
            case 3 when random.Next(3) == 0:
                return [.. body.AsSpan(0, at)];
            case 4:
                return [.. body.AsSpan(0, at), .. Pick(Pieces, random), .. body.AsSpan(at + length)];
            default:
                byte[] flipped = [.. body];
                if (at < flipped.Length)
                    flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }
}
