namespace Leadgate.Server.Console.LeadPages;

/// <summary>A field that two people changed at the same time, or only the one whose form was refused; or a vehicle to be removed.</summary>
/// <param name="Name">The name of the field in the form; null if it has no place any more, and nothing can be chosen.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Mine">What was typed, as the form has it.</param>
/// <param name="Before">What people read: when the form was opened,</param>
/// <param name="Theirs">as it is now, or why nothing can be chosen,</param>
/// <param name="MineShown">and as it was typed.</param>
/// <param name="IsContested">Whether the other person changed it too, to something else.</param>
internal sealed record ConflictRow(
    string? Name,
    string Id,
    string Title,
    string Mine,
    string Before,
    string Theirs,
    string MineShown,
    bool IsContested
);
