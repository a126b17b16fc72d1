using System.Text.RegularExpressions;
using Leadgate.Domain.Lists;

namespace Leadgate.Formats.Adf;

/// <summary>Maps where the prospect comes from: its ids, its date, the vendor, and the provider.</summary>
internal sealed partial class AdfOrigin(ListCatalog catalog)
{
    public void Map(AdfElement root, AdfElement prospect, AdfLead lead)
    {
        var ids = prospect.All("id").Where(id => id.Text.Length > 0).ToList();
        if (ids.Count > 0)
            lead.Set("leadReference", DescribeId(ids[0]));
        foreach (var id in ids.Skip(1))
            lead.Note("Other id", DescribeId(id));
        if (prospect.Attribute("status").Equals("resend", StringComparison.OrdinalIgnoreCase))
            lead.Note("Sent again (resend).");
        lead.Set("leadDate", NormalizeDate(prospect.TextOf("requestdate")));
        MapVendor(prospect.Find("vendor") ?? root.Find("vendor"), lead);
        MapProvider(prospect.Find("provider") ?? root.Find("provider"), lead);
    }

    public static string DescribeId(AdfElement id) => id.Attribute("source") is { Length: > 0 } source ? $"{source}:{id.Text}" : id.Text;

    /// <summary>A date as ISO 8601 has it; some programs write an offset of one digit.</summary>
    public static string NormalizeDate(string text) => ShortOffset().Replace(text, "${offset}0");

    /// <summary>The vendor is a branch if it is named as one; otherwise routing chooses the branch.</summary>
    private void MapVendor(AdfElement? vendor, AdfLead lead)
    {
        if (vendor is null)
            return;
        var name = vendor.TextOf("vendorname");
        if (name.Length == 0)
            name = vendor.Find("contact")?.TextOf("name") ?? "";
        var brand = catalog[ReferenceLists.OuType].Match(lead.Get("ou"), null).Item;
        if (brand is not null && catalog[ReferenceLists.BranchType].Match(name, brand.Value).Item is { } branch)
            lead.Set("branch", branch.Label);
        var ids = string.Join(", ", vendor.All("id").Select(DescribeId).Where(id => id.Length > 0));
        lead.Note("Vendor", (name + (ids.Length > 0 ? $" ({ids})" : "")).Trim());
    }

    /// <summary>The provider is the sub-source or the source that it is named as.</summary>
    private void MapProvider(AdfElement? provider, AdfLead lead)
    {
        if (provider is null)
            return;
        var (name, service) = (provider.TextOf("name"), provider.TextOf("service"));
        var (sources, subSources) = (catalog[ReferenceLists.LeadSource], catalog[ReferenceLists.LeadSubSource]);
        foreach (var text in (string[])[name, service])
        {
            if (text.Length == 0 || lead.Get("source").Length > 0)
                continue;
            if (subSources.Match(text, null).Item is { ParentValue: { } parent } subSource && sources.Find(parent) is { } source)
            {
                lead.Set("source", source.Label);
                lead.Set("subSource", subSource.Label);
            }
            else if (sources.Match(text, null).Item is { } named)
            {
                lead.Set("source", named.Label);
            }
        }

        lead.Note("Provider", string.Join(", ", ((string[])[name, service]).Where(text => text.Length > 0)));
    }

    [GeneratedRegex(@"(?<offset>[+-]\d{2}:\d)$")]
    private static partial Regex ShortOffset();
}
