namespace Leadgate.Domain.Leads;

/// <summary>When a field must be there.</summary>
internal enum Mandatory
{
    /// <summary>Never.</summary>
    No,

    /// <summary>In every lead.</summary>
    Always,

    /// <summary>When the lead is a person.</summary>
    WhenIndividual,

    /// <summary>When the lead is a company.</summary>
    WhenCompany,
}
