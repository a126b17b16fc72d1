namespace Leadgate.Server.Console.Forms;

/// <summary>How much a form may contain, as metadata of its route. Nothing larger is read.</summary>
/// <param name="Fields">The number of values.</param>
/// <param name="FieldLength">
/// The length of each value, in UTF-16 code units or as it is sent, whichever is more: an Arabic letter is sent as six bytes.
/// </param>
/// <param name="Bytes">The size of the body.</param>
/// <param name="FileBytes">The size of the files together; 0 if the form has none.</param>
internal sealed record FormLimits(int Fields, int FieldLength, int Bytes, long FileBytes = 0)
{
    /// <summary>
    /// Whether the handler reads the file while it arrives (<see cref="StaffForm.Upload"/>). The token and the other fields must come
    /// before it.
    /// </summary>
    public bool StreamsFile { get; init; }

    /// <summary>A few short fields.</summary>
    public static readonly FormLimits Small = new(Fields: 8, FieldLength: 2000, Bytes: 64 * 1024);

    /// <summary>A step of the sign-in, which may carry a form that was sent when the session had ended.</summary>
    public static readonly FormLimits SignIn = Small with { FieldLength = 150_000, Bytes = 192 * 1024 };

    /// <summary>
    /// All fields of a lead with its vehicles, and those that go with them. What is stored may be longer; its page leaves that out.
    /// </summary>
    public static readonly FormLimits Lead = new(Fields: 1200, FieldLength: 200_000, Bytes: 1024 * 1024);
}
