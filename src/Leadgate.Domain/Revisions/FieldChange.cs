namespace Leadgate.Domain.Revisions;

/// <summary>What a correction changed in one field.</summary>
/// <param name="Field">
/// The path of the field by its first name, such as <c>email</c> or <c>vehicles[0].modelYear</c>; the name of an unknown property; empty
/// for a lead that was not an object.
/// </param>
/// <param name="From">The JSON before; empty if there was none.</param>
/// <param name="To">The JSON after; empty if there is none.</param>
internal sealed record FieldChange(string Field, ReadOnlyMemory<byte> From, ReadOnlyMemory<byte> To);
