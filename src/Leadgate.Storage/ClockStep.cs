namespace Leadgate.Storage;

/// <summary>That the machine's clock was set.</summary>
/// <param name="Before">What it would have shown, or the newest time that was given to something stored. UTC.</param>
/// <param name="After">What it shows now. UTC.</param>
internal sealed record ClockStep(DateTime Before, DateTime After);
