namespace Leadgate.Domain.Leads;

/// <summary>When a field is mandatory.</summary>
internal enum Mandatory
{
    No,

    Always,

    /// <summary>If the lead is an individual.</summary>
    WhenIndividual,

    /// <summary>If the lead is a company.</summary>
    WhenCompany,
}
