namespace Leadgate.Bench.Intake;

/// <summary>What is wrong with an invented lead: the errors that senders really make, each once.</summary>
internal enum LeadError
{
    None,

    /// <summary>The priority is missing.</summary>
    Missing,

    /// <summary>The phone number has a leading zero.</summary>
    PhoneNumber,

    /// <summary>The source is misspelt.</summary>
    Misspelt,

    /// <summary>The city belongs to another region.</summary>
    WrongParent,
}
