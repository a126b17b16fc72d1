using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Privacy;

/// <summary>Stored errors and warnings have values by their place in the JSON of the lead, which an erasure changes.</summary>
public sealed class ErasureTests
{
    private const string Number = "512345678";

    private static readonly Lead Mention = TestData.Check(
        TestData
            .Person.With("leadNote", "ask 0512345678 for the keys")
            .With("friend", "0512345678")
            .With("colour", "red")
            .With("email", "0512345678 at home")
            .With("lastName", new string('x', 101))
            .With("priority", "Tepid")
            .WithVehicles(TestData.Vehicle(("totalQty", 0)))
    );

    private static readonly DataSubject Person = DataSubject.TryCreate(Number, null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!;

    [Fact]
    public void Errors_in_the_lead_of_somebody_else_keep_their_values_except_those_that_mention_the_person()
    {
        var (errors, warnings) = Stored(Mention);
        var rest = SentJsonMatch.Find(Mention.SentJson.Span, Person)!.Redact(Mention.SentJson.Span);
        var after = Erasure.EraseErrors(errors, Mention.SentJson, rest, Person);
        var expected = Mention.Errors.Select(error => error.Name == "email" ? Erased(error) : error).ToList();
        Assert.Equal(4, expected.Count);
        Assert.Equal(TestData.Answer(expected), TestData.Answer(StoredIssueReader.Read(after, rest, TestData.Catalog)));

        var warningsAfter = Erasure.EraseWarnings(warnings, Person, Mention.SentJson, rest);
        Assert.Equal(
            TestData.Answer([Mention.Warnings.Single(warning => warning.Name == "colour")]),
            TestData.Answer(StoredIssueReader.Read(warningsAfter.NewJson, rest, TestData.Catalog))
        );
        Assert.All(
            (ReadOnlyMemory<byte>[])[rest, after, warningsAfter.NewJson],
            left => Assert.DoesNotContain(Number, Encoding.UTF8.GetString(left.Span), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Errors_without_a_value_of_the_person_are_found_neither_by_their_text_nor_by_their_place()
    {
        var (errors, warnings) = Stored(Mention);
        var other = DataSubject.TryCreate("587654321", null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!;
        Assert.True(Erasure.IsMentionedIn(errors, Mention.SentJson, isInSent: true, Person));
        Assert.True(Erasure.IsMentionedIn(warnings, Mention.SentJson, isInSent: true, Person));
        Assert.False(Erasure.IsMentionedIn(errors, Mention.SentJson, isInSent: true, other));
        Assert.False(Erasure.EraseWarnings(warnings, other, Mention.SentJson, Mention.SentJson).IsChanged);
    }

    [Fact]
    public void All_errors_of_an_erased_lead_keep_only_code_and_field()
    {
        var after = Erasure.EraseErrors(Stored(Mention).Errors, default, default);
        Assert.Equal(
            TestData.Answer([.. Mention.Errors.Select(Erased)]),
            TestData.Answer(StoredIssueReader.Read(after, Erasure.ErasedLead, TestData.Catalog))
        );
        Assert.Equal(after.ToArray(), Erasure.EraseErrors(after, default, default).ToArray());
    }

    [Fact]
    public void Errors_as_an_earlier_program_stored_them_are_erased_too()
    {
        var answered = Encoding.UTF8.GetBytes(TestData.Answer(Mention.Errors));
        Assert.True(Erasure.IsMentionedIn(answered, default, isInSent: false, Person));
        var after = Erasure.EraseErrors(answered, default, default, Person);
        Assert.Equal(
            TestData.Answer([.. Mention.Errors.Select(error => error.Name == "email" ? Erased(error) : error)]),
            TestData.Answer(StoredIssueReader.Read(after, default, TestData.Catalog))
        );
    }

    private static (ReadOnlyMemory<byte> Errors, ReadOnlyMemory<byte> Warnings) Stored(Lead lead) =>
        (StoredIssueWriter.ToJson(lead.Errors, lead.SentJson), StoredIssueWriter.ToJson(lead.Warnings, lead.SentJson));

    private static Issue Erased(Issue issue) => issue with { Value = default, Wording = IssueWording.Erased };
}
