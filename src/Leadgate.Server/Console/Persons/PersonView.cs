using Leadgate.Contract.Persons;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Persons;

namespace Leadgate.Server.Console.Persons;

/// <summary>A search for the data of a person, and what it found.</summary>
/// <param name="Phone">As it was typed.</param>
/// <param name="Email">As it was typed.</param>
/// <param name="Matches">The leads that were found, at most <see cref="MostShown"/>; null before a search.</param>
/// <param name="Found">How much there is; null before a search.</param>
internal sealed record PersonView(
    string Phone,
    string Email,
    FormErrors Errors,
    IReadOnlyList<MatchedLead>? Matches = null,
    ErasePersonOutcome.Done? Found = null
)
{
    public const string PhoneField = "phone";
    public const string EmailField = "email";
    public const string ExceptField = "except";
    public const string AgainField = "again";
    public const string VacuumField = "vacuum";

    /// <summary>A number that thousands of leads share must not fill the memory.</summary>
    public const int MostShown = 1000;

    public static PersonView Empty { get; } = new("", "", FormErrors.None);

    /// <summary>What is asked before an erasure.</summary>
    /// <param name="Except">The leads that stay as they are.</param>
    internal sealed record Erasure(string Phone, string Email, IReadOnlyList<long> Except, FormErrors Errors)
    {
        public PersonErasureRequest ToRequest(bool vacuum) =>
            new()
            {
                Phone = NullIfEmpty(Phone),
                Email = NullIfEmpty(Email),
                Except = Except,
                Vacuum = vacuum,
            };
    }

    public static PersonRequest ToRequest(string phone, string email) => new() { Phone = NullIfEmpty(phone), Email = NullIfEmpty(email) };

    private static string? NullIfEmpty(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
