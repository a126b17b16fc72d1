using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Tests.Wire;

public sealed class JsonTextWriterTests
{
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("text");

    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char[' ', '~'],
            Gen.Char['\u0600', '\u06FF'],
            Gen.Char['\u2000', '\u206F'],
            Gen.OneOf('"', '\\', '«', '»', '،', '\n', '\uD83D', '\uDE97', '\uFFFF', '\uE000')
        )
        .Array[0, 12]
        .Select(letters => new string(letters));

    [Fact]
    public void It_writes_what_the_writer_of_the_platform_writes() =>
        Gen.Select(Texts, Gen.Int[1, 100])
            .Sample(
                (text, times) =>
                {
                    var repeated = string.Concat(Enumerable.Repeat(text, times));
                    Assert.Equal(Write(json => json.WriteString(Name, repeated)), Write(json => json.WriteText(Name, repeated)));
                },
                iter: 2_000
            );

    [Fact]
    public void Every_character_is_written_as_the_platform_writes_it()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = $"a\"{(char)c}";
            Assert.Equal(Write(json => json.WriteString(Name, text)), Write(json => json.WriteText(Name, text)));
        }
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
