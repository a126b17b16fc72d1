using Leadgate.Domain.Access;
using Leadgate.Domain.Intake;

namespace Leadgate.Server.Access;

/// <summary>The caller of an API request.</summary>
/// <param name="Name">The name, which becomes <c>createdBy</c>. Idempotency keys are separate for each name.</param>
/// <param name="Scopes">What the caller may do.</param>
internal sealed record Caller(string Name, Scopes Scopes)
{
    /// <summary>A caller without a key, as long as none is required (promise 10.2). It can't create keys; the command line does.</summary>
    public static readonly Caller Anonymous = new("anonymous", Scopes.LeadsWrite | Scopes.LeadsRead | Scopes.LeadsCorrect);

    /// <summary>The caller's API key, or null.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>What the caller prefers unless a request says otherwise.</summary>
    public KeyPreferences Preferences => Key?.Preferences ?? KeyPreferences.None;

    /// <summary>The caller's name in the audit trail.</summary>
    public string Actor => Sender.Actor;

    /// <summary>The caller as the sender of a bulk.</summary>
    public Sender Sender => Key is null ? new Sender.Anonymous() : new Sender.ApiKey(Key.Id, Name);

    /// <summary>Whether the caller sees the leads of all senders, not only its own (promise 10.3).</summary>
    public bool SeesAll => (Scopes & Scopes.Admin) != 0;
}
