namespace Leadgate.Domain.Leads;

/// <summary>What an issue says where that does not follow from its code and its arguments.</summary>
internal sealed record IssueWording(string Message, string MessageAr, IReadOnlyList<string> Suggestions)
{
    /// <summary>The value was personal data that has been erased.</summary>
    public static readonly IssueWording Erased = new("The value was erased.", "حُذفت القيمة.", []);

    /// <summary>
    /// A message without the arguments that it needs. No program stores an issue that reads so: it takes a field that the program does not
    /// know, or a change of the database by hand.
    /// </summary>
    public static readonly IssueWording Unknown = new(
        "The details of this error are no longer known. Check the value against the documentation of the field.",
        "لم تعد تفاصيل هذا الخطأ معروفة. راجع القيمة في وثائق الحقل.",
        []
    );
}
