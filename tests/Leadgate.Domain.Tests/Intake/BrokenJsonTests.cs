using System.Text;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Intake;

/// <summary>A body that is not valid JSON is refused with the line and column of the error.</summary>
[Promise("6.3")]
public sealed class BrokenJsonTests
{
    [Theory]
    [InlineData("leads", 1, 1)]
    [InlineData("{leads: []}", 1, 2)]
    [InlineData("{'leads': []}", 1, 2)]
    [InlineData("{\"leads\" [{}]}", 1, 10)]
    [InlineData("{\"leads\": [{},]}", 1, 15)]
    [InlineData("{\"leads\": [{}],}", 1, 16)]
    [InlineData("{\"leads\": [{} {}]}", 1, 15)]
    [InlineData("{\n  \"leads\": [\n    {\"firstName\": Noura}\n  ]\n}", 3, 19)]
    [InlineData("{\n\"leads\": [{\"a\": 01}]}", 2, 18)]
    [InlineData("{\"leads\": [{\"a\": .5}]}", 1, 18)]
    [InlineData("{\"leads\": [{\"a\": NaN}]}", 1, 18)]
    [InlineData("{\"leads\": [{}]} x", 1, 17)]
    [InlineData("{\"leads\": [{}]}\n{\"leads\": [{}]}", 2, 1)]
    [InlineData("{\"leads\": [/* none */]}", 1, 12)]
    [InlineData("{\"leads\": [{\"a\": \"\\x\"}]}", 1, 20)]
    [InlineData("{\"leads\": [{\"a\": \"\t\"}]}", 1, 19)]
    public void Refusal_names_line_and_column_of_the_error(string body, int line, int column)
    {
        var refusal = TestData.Read(body).Refusal;
        Assert.Same(ProblemType.NotJson, refusal?.Type);
        Assert.StartsWith($"Line {line}, column {column}: ", refusal?.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"السطر {line}، العمود {column}: ", refusal?.DetailAr, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", refusal?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"leads\": [/* none */]}", "comment", "تعليق")]
    [InlineData("{\n// the leads\n\"leads\": [{}]}", "comment", "تعليق")]
    [InlineData("{\"leads\": [{}] // done\n}", "comment", "تعليق")]
    [InlineData("{\"leads\": [{\"a\": 1, # one\n}]}", "comment", "تعليق")]
    [InlineData("{\"leads\": [{}]} // end", "comment", "تعليق")]
    [InlineData("{\"leads\": [{},]}", "comma after the last element, before ]", "فاصلة زائدة")]
    [InlineData("{\"leads\": [{\"a\": 1,\n}]}", "comma after the last element, before }", "فاصلة زائدة")]
    [InlineData("{\"leads\": [{}], }", "comma after the last element, before }", "فاصلة زائدة")]
    [InlineData("{\"leads\": [{}", "an opening { or [ is not closed", "قبل إغلاق القوس")]
    [InlineData("{\"leads\": [{}]", "an opening { or [ is not closed", "قبل إغلاق القوس")]
    [InlineData("{\"leads\": [{\"a\":", "an opening { or [ is not closed", "قبل إغلاق القوس")]
    [InlineData("{\"leads\": [{\"a\": 1,", "an opening { or [ is not closed", "قبل إغلاق القوس")]
    [InlineData("{\"leads\": [{}}", "An opening [ is not closed: ] is missing before }", "غير مغلق")]
    [InlineData("{\"leads\": [{\"a\": [1}]}", "An opening [ is not closed: ] is missing before }", "غير مغلق")]
    [InlineData("{\"leads\": [{\"a\": 1]}", "An opening { is not closed: } is missing before ]", "غير مغلق")]
    [InlineData("{\"leads\": [{\"a\": \"x", "ends within a text", "داخل نص")]
    [InlineData("{\"leads\": [{\"a\": 1, \"b", "ends within a text", "داخل نص")]
    [InlineData("{leads: []}", "double quotation marks", "اقتباس مزدوجتين")]
    [InlineData("{'leads': []}", "double quotation marks", "اقتباس مزدوجتين")]
    [InlineData("{\"leads\": [{\"a\": None}]}", "double quotation marks", "اقتباس مزدوجتين")]
    [InlineData("{\"leads\" [{}]}", "A colon is missing", "النقطتان")]
    [InlineData("{\"leads\": [{} {}]}", "A comma is missing", "فاصلة")]
    [InlineData("{\"leads\": [{\"a\": 1 \"b\": 2}]}", "A comma is missing", "فاصلة")]
    [InlineData("{\"leads\": [{\"a\": \"x\" \"b\": 2}]}", "A comma is missing", "فاصلة")]
    [InlineData("{\"leads\": [{\"a\": 1,, \"b\": 2}]}", "before the comma", "قبل الفاصلة")]
    [InlineData("{\"leads\": [{\"a\": }]}", "A value is missing after the colon", "بعد النقطتين")]
    [InlineData("{\"leads\": [{\"a\": 01}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": .5}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": +5}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": 5.}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": 1e}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": 1e, \"b\": 2}]}", "A number is not written", "العدد")]
    [InlineData("{\"leads\": [{\"a\": tru}]}", "A value is neither a number, true", "ليست عددًا")]
    [InlineData("{\"leads\": [{\"a\": [nul]}]}", "A value is neither a number, true", "ليست عددًا")]
    [InlineData("{\"leads\": [{\"a\": fals, \"b\": 2}]}", "A value is neither a number, true", "ليست عددًا")]
    [InlineData("{\"leads\": [{\"a\": tru \"b\": 2}]}", "A value is neither a number, true", "ليست عددًا")]
    [InlineData("{\"leads\": [{\"a\": true \"b\": 2}]}", "A comma is missing", "فاصلة")]
    [InlineData("{\"leads\": [{\"a\": \"C:\\x\"}]}", "backslash", "الشرطة المائلة")]
    [InlineData("{\"leads\": [{\"a\": \"\\u00zz\"}]}", "backslash", "الشرطة المائلة")]
    [InlineData("{\"leads\": [{\"a\": \"x\ny\"}]}", "line break", "فاصل أسطر")]
    [InlineData("{\"leads\": [{}]} x", "after the end of the JSON object", "بعد نهاية كائن JSON")]
    [InlineData("{\"leads\": [{}]}}", "after the end of the JSON object", "بعد نهاية كائن JSON")]
    public void Refusal_says_in_both_languages_what_is_wrong(string body, string english, string arabic)
    {
        // Wherever the body is cut into pieces, the reason is the same.
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var refusal = TestData.Read(bytes, [cut]).Refusal;
            Assert.Contains(english, refusal?.Detail, StringComparison.Ordinal);
            Assert.Contains(arabic, refusal?.DetailAr, StringComparison.Ordinal);
            Assert.DoesNotContain("reader", refusal?.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("depth", refusal?.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Body_truncated_at_any_byte_is_not_valid_JSON()
    {
        var whole = "{\"leads\": [{\"firstName\": \"\u0646\u0648\u0631\u0629\", \"x\": [1, true, null]}, {}], \"isProcessed\": 1}"u8;
        for (var length = 1; length < whole.Length; length++)
        {
            var refusal = TestData.Read(whole[..length].ToArray(), []).Refusal;
            Assert.True(refusal?.Type == ProblemType.NotJson, $"Cut at {length}: {refusal?.Type.Name}.");
        }

        Assert.Null(TestData.Read(whole.ToArray(), []).Refusal);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Body_nested_deeper_than_64_levels_is_rejected(int depth, bool isValid)
    {
        // The object and its array are two of the levels.
        var lead = new string('[', depth - 1) + new string(']', depth - 1);
        Assert.Equal(isValid, TestData.Read($"{{\"leads\": [{lead}]}}").Refusal is null);
    }

    [Theory]
    [InlineData("{\"leads\": [{}, {\"firstName\": \"?\"}]}")]
    [InlineData("{\"leads\": [{}, {\"?\": 1}]}")]
    [InlineData("{\"leads\": [{}, \"?\"]}")]
    [InlineData("{\"leads\": [{}], \"x\": \"?\"}")]
    [InlineData("{\"leads\": [{}], \"x\": {\"y\": [\"?\"]}}")]
    [InlineData("{\"leads\": [{}], \"?\": 1}")]
    [InlineData("{\"?\": 1, \"leads\": [{}]}")]
    [InlineData("{\"\\u0041?\": 1, \"leads\": [{}]}")]
    public void Body_that_is_not_UTF_8_is_not_valid_JSON(string body)
    {
        // In Latin-1, as an old system might send it, the é of Renée is not a valid UTF-8 sequence.
        var refusal = TestData.Read(Encoding.Latin1.GetBytes(body.Replace("?", "Ren\u00E9e", StringComparison.Ordinal)), []).Refusal;
        Assert.Same(ProblemType.NotJson, refusal?.Type);
        Assert.Contains("UTF-8", refusal?.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Line 1, column ", refusal?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"leads\": [\n  {},\n  {\"firstName\": \"?\"}\n]}", 3, 3, "The lead with the index 1")]
    [InlineData("{\"leads\": [{}, \"?\"]}", 1, 16, "The lead with the index 1")]
    [InlineData("{\"leads\": [{}],\n\n \"x\": \"?\"}", 3, 7, "The value of a property")]
    [InlineData("{\"leads\": [{}]  ,  \"?\": 1}", 1, 20, "The name of a property")]
    public void Refusal_names_the_value_that_is_not_UTF_8_and_where_it_begins(string body, int line, int column, string what) =>
        Assert.StartsWith(
            $"Line {line}, column {column}: {what} is not encoded in UTF-8.",
            TestData.Read(Encoding.Latin1.GetBytes(body.Replace("?", "Ren\u00E9e", StringComparison.Ordinal)), []).Refusal?.Detail,
            StringComparison.Ordinal
        );

    [Fact]
    public void UTF_16_is_not_valid_JSON() =>
        Assert.Same(ProblemType.NotJson, TestData.Read(Encoding.Unicode.GetBytes("{\"leads\": [{}]}"), []).Refusal?.Type);
}
