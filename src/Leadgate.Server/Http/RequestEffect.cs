namespace Leadgate.Server.Http;

/// <summary>What a request does, on which depends what its sender should do after a failure.</summary>
internal enum RequestEffect
{
    /// <summary>Nothing that a second request would do twice.</summary>
    Read,

    Change,

    /// <summary>Stores a bulk, in one transaction and under an idempotency key.</summary>
    Bulk,
}
