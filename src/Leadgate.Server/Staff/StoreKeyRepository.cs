using System.Xml.Linq;
using Leadgate.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Leadgate.Server.Staff;

/// <summary>
/// The keys that the framework protects cookies with, in the store, so that a cookie of one node is good on the others. The framework asks
/// at the start and then once a day, and cannot wait: hence the two blocking calls.
/// </summary>
internal sealed class StoreKeyRepository(ILeadStore store, TimeProvider time) : IXmlRepository
{
    private int _read;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = store.Staff.ReadProtectionKeysAsync(CancellationToken.None).GetAwaiter().GetResult();
        _read = keys.Count;
        return [.. keys.Select(XElement.Parse)];
    }

    /// <summary>Keeps a key, unless another node was faster since the keys were read. The framework reads again in any case.</summary>
    public void StoreElement(XElement element, string friendlyName) =>
        store
            .Staff.AddProtectionKeyAsync(
                _read + 1,
                element.ToString(SaveOptions.DisableFormatting),
                time.GetUtcNow().UtcDateTime,
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
}
