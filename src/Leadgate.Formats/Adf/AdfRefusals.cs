using Leadgate.Contract.Problems;
using Leadgate.Domain.Intake;

namespace Leadgate.Formats.Adf;

internal static class AdfRefusals
{
    public static BulkRefusal NoProspect { get; } =
        new(
            ProblemType.NotABulk,
            "The document has no prospect. Send ADF: an element adf with at least one element prospect.",
            "ليس في المستند أي عنصر prospect. أرسل مستند ADF: عنصر adf فيه عنصر prospect واحد على الأقل."
        );
}
