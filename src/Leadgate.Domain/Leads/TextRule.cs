namespace Leadgate.Domain.Leads;

/// <summary>A rule that a text must keep beyond its length.</summary>
internal enum TextRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>Exactly 9 digits.</summary>
    PhoneNumber,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>The configured company code.</summary>
    CompanyCode,
}
