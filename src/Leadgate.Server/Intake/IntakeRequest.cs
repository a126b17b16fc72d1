using Leadgate.Domain.Intake;

namespace Leadgate.Server.Intake;

/// <summary>A bulk to be read, validated and stored.</summary>
internal sealed record IntakeRequest(Stream Body, ILeadFormat Format, Sender Sender)
{
    /// <summary>The size of the body as it is sent, or null if that is not known.</summary>
    public long? BodyLength { get; init; }

    /// <summary>Values for the leads that have none of their own.</summary>
    public LeadDefaults Defaults { get; init; } = LeadDefaults.None;

    public string? IdempotencyKey { get; init; }

    /// <summary>Whether nothing is stored if any lead has an error (promise 6.5).</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether the bulk is only checked (promises 2.12 and 6.7).</summary>
    public bool IsDryRun { get; init; }
}
