namespace Leadgate.Bench.Lists;

/// <summary>A round of a read: the service, then the bare Kestrel.</summary>
internal sealed record ReadRound(ReadLoad Service, ReadLoad Bare);
