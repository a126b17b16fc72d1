namespace Leadgate.Domain.Leads;

/// <summary>A property that is no field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Whole">Name and value together, as they were sent.</param>
internal readonly record struct UnknownProperty(string Name, RawValue Value, RawValue Whole);
