namespace Leadgate.Bench.Intake;

/// <summary>The error of a generated lead. These are errors that senders really make.</summary>
internal enum LeadError
{
    None,

    /// <summary>The priority is missing.</summary>
    Missing,

    /// <summary>The phone number has a leading zero.</summary>
    PhoneNumber,

    /// <summary>The source is misspelled.</summary>
    Misspelled,

    /// <summary>The city belongs to another region.</summary>
    WrongParent,
}
