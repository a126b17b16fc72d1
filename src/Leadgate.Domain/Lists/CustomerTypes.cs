namespace Leadgate.Domain.Lists;

/// <summary>The values of CUSTOMER_TYPE, on which the mandatory fields depend (promise 5).</summary>
internal static class CustomerTypes
{
    public const int Individual = 1;

    public const int Company = 2;
}
