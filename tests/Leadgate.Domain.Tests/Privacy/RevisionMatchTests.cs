using System.Text;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Tests.Support;

namespace Leadgate.Domain.Tests.Privacy;

public sealed class RevisionMatchTests
{
    private static readonly DataSubject Reem = DataSubject.TryCreate(
        "512345678",
        "reem@example.com",
        TestData.Catalog[ReferenceLists.PhoneCode],
        out _
    )!;

    [Fact]
    public void Changes_that_do_not_mention_the_person_are_left_as_they_are() =>
        Assert.Null(RevisionMatch.Redact(Read("""[{"field":"phoneNumber","from":"551002002","to":"551002003"}]"""), Reem));

    [Fact]
    public void Changes_that_mention_the_person_lose_the_number()
    {
        var rest = RevisionMatch.Redact(Read("""[{"field":"phoneNumber","from":"512345678","to":"551002003"}]"""), Reem);
        Assert.DoesNotContain("512345678", Encoding.UTF8.GetString(Assert.NotNull(rest).Span), StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Read(string json) => Encoding.UTF8.GetBytes(json);
}
