using Leadgate.Contract.Issues;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

public sealed class IssueCodeTests
{
    /// <summary>Senders branch on the codes: none may be renamed or removed.</summary>
    [Fact, Promise("7.2")]
    public void The_codes_are_those_of_the_interface()
    {
        Assert.Equal(
            [
                "required",
                "not-in-list",
                "not-in-parent",
                "invalid-type",
                "invalid-date",
                "invalid-length",
                "invalid-format",
                "out-of-range",
                "too-long",
                "invalid-character",
                "ambiguous",
                "conflict",
            ],
            IssueCode.All.Where(code => !code.IsWarning).Select(code => code.Word)
        );
        Assert.Equal(["unknown-field", "kept-as-text"], IssueCode.All.Where(code => code.IsWarning).Select(code => code.Word));
    }
}
