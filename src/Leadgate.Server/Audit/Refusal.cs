using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;

namespace Leadgate.Server.Audit;

/// <summary>Refused requests or sign-ins of one kind by one actor, counted until they are written to the audit trail.</summary>
/// <param name="Since">When the first of them was refused.</param>
/// <param name="Route">What the first of them was for: the method and the template of the path, without what was sent.</param>
internal sealed record Refusal(RefusalKind Kind, DateTime Since, string Route)
{
    /// <summary>More addresses are not told apart.</summary>
    public const int MaxAddresses = 100;

    private readonly HashSet<string> _addresses = [];

    public long Count { get; private set; }

    public void Add(string address)
    {
        Count++;
        if (_addresses.Count < MaxAddresses)
            _addresses.Add(address);
    }

    /// <summary>Adds those of the same kind that could not be written earlier.</summary>
    public void Add(Refusal other)
    {
        Count += other.Count;
        _addresses.UnionWith(other._addresses.Take(MaxAddresses - _addresses.Count));
    }

    public AuditEvent ToEvent()
    {
        var from = _addresses.Count switch
        {
            1 => "1 address",
            MaxAddresses => $"{MaxAddresses} or more addresses",
            var count => $"{count} addresses",
        };
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind.What}: {Count} from {from} since {WireTime.Format(Since)}, first {Route}"
        );
        return new AuditEvent(Kind.Action, Kind.Actor, _addresses.Count == 1 ? _addresses.Single() : "", Detail: detail);
    }
}
