using System.Globalization;

namespace Leadgate.Domain.Intake;

/// <summary>
/// Who sends a bulk. Everything that intake needs to know of the sender follows from it, so that bulks of any origin are taken in the
/// same way.
/// </summary>
internal abstract record Sender
{
    private Sender() { }

    /// <summary>The name that becomes <c>createdBy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Idempotency keys are unique within this scope (promise 6.6).</summary>
    public virtual string IdempotencyScope => Name;

    /// <summary>The name of the sender in the audit trail.</summary>
    public abstract string Actor { get; }

    /// <summary>The owner of an API key. Keys with the same name belong to the same sender, so that a key can be replaced.</summary>
    public sealed record ApiKey(long Id, string Name) : Sender
    {
        public override string Name { get; } = Name;

        public override string Actor => string.Create(CultureInfo.InvariantCulture, $"key:{Id}");
    }

    /// <summary>A request without a key to a service that does not ask for one yet (promise 10.2).</summary>
    public sealed record Anonymous : Sender
    {
        public override string Name => "anonymous";

        public override string Actor => Name;
    }

    /// <summary>A member of staff or somebody at the command line, who imports a file.</summary>
    /// <param name="Actor">The name in the audit trail.</param>
    public sealed record Person(string Name, string Actor) : Sender
    {
        public override string Name { get; } = Name;

        public override string Actor { get; } = Actor;
    }
}
