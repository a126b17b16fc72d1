namespace Leadgate.Domain.Lists;

/// <summary>The two values of CUSTOMER_TYPE, which the rules of section 5 depend on.</summary>
internal static class CustomerTypes
{
    /// <summary>A person.</summary>
    public const int Individual = 1;

    /// <summary>A company.</summary>
    public const int Company = 2;
}
