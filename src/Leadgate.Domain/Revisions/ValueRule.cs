namespace Leadgate.Domain.Revisions;

/// <summary>What a wrong value of a file is read as, in every row that has it.</summary>
/// <param name="Field">The field as errors are grouped by it (<see cref="Leads.OpenError"/>).</param>
/// <param name="From">The wrong value; it is compared as errors are grouped.</param>
/// <param name="To">The text that replaces it.</param>
internal sealed record ValueRule(string Field, string From, string To);
