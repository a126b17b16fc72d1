using System.Text.Json.Nodes;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>How much of the issues of a bulk is kept as JSON.</summary>
public sealed class BulkIssuesTests
{
    [Fact]
    public void Issues_beyond_the_limit_are_rendered_when_they_are_read()
    {
        var leads = TestData.Checked(Enumerable.Range(0, 8000).Select(_ => new JsonObject())).Leads;
        var reserved = 0L;
        var issues = BulkIssues.TryRender(
            leads,
            bytes =>
            {
                reserved += bytes;
                return true;
            }
        )!;
        Assert.InRange(issues.Size, BulkIssues.MaxRenderedBytes / 2, BulkIssues.MaxRenderedBytes);
        Assert.Equal(issues.Size, reserved);
        Assert.InRange(issues.RenderedLeads, 1, leads.Count - 1);
        var later = BulkIssues.RenderLater(leads);
        Assert.Equal(0, later.Size);
        Assert.All(
            Enumerable.Range(0, leads.Count),
            i =>
            {
                Assert.False(issues.GetErrors(i).IsEmpty);
                Assert.True(issues.GetErrors(i).Span.SequenceEqual(later.GetErrors(i).Span));
                Assert.True(issues.GetWarnings(i).Span.SequenceEqual(later.GetWarnings(i).Span));
            }
        );
    }

    [Fact]
    public void Nothing_more_is_rendered_when_the_memory_is_rejected()
    {
        var leads = TestData.Checked(new JsonObject(), new JsonObject(), new JsonObject()).Leads;
        var asked = 0;
        Assert.Null(BulkIssues.TryRender(leads, _ => ++asked < 2));
        Assert.Equal(2, asked);
    }
}
