namespace Leadgate.Server.Console.LeadPages;

/// <summary>A lead from which a person was erased. Nothing that a form still had of it is shown again.</summary>
/// <param name="IsWhole">Whether nothing is left; otherwise it is that of somebody else.</param>
/// <param name="HadForm">Whether somebody had typed something.</param>
/// <param name="ListQuery">The query of the list that it was opened from, or null.</param>
internal sealed record ErasedLeadView(long Id, bool IsWhole, bool HadForm, string? ListQuery);
