namespace Leadgate.Domain.Leads;

/// <summary>A property that is not a field.</summary>
/// <param name="Name">The decoded name.</param>
/// <param name="Value">The value.</param>
/// <param name="Whole">Name and value together, as they were sent.</param>
internal readonly record struct UnknownProperty(string Name, RawValue Value, RawValue Whole);
