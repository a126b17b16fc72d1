namespace Leadgate.Domain.Leads;

/// <summary>How a text is validated beyond its length.</summary>
internal enum TextRule
{
    None,

    /// <summary>Exactly 9 digits.</summary>
    PhoneNumber,

    Email,

    /// <summary>The text must be the configured company code.</summary>
    CompanyCode,
}
