using System.Xml.Linq;
using Leadgate.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Leadgate.Server.Staff;

/// <summary>
/// Keeps the data protection keys for cookies in the store, so that a cookie of one node is valid on the others. The interface is
/// synchronous, hence the blocking calls: at startup and then once a day.
/// </summary>
internal sealed class StoreKeyRepository(ILeadStore store, TimeProvider time) : IXmlRepository
{
    private int _keysRead;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var keys = store.Staff.ReadProtectionKeysAsync(CancellationToken.None).GetAwaiter().GetResult();
        _keysRead = keys.Count;
        return [.. keys.Select(XElement.Parse)];
    }

    /// <summary>Adds a key unless another node has added one since the keys were read. The framework then reads them again.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var (xml, now) = (element.ToString(SaveOptions.DisableFormatting), time.GetUtcNow().UtcDateTime);
        store.Staff.AddProtectionKeyAsync(_keysRead + 1, xml, now, CancellationToken.None).GetAwaiter().GetResult();
    }
}
