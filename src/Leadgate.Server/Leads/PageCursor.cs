using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>The cursor of a page of leads: the last lead of the previous page, encoded so that clients treat it as opaque.</summary>
internal static class PageCursor
{
    public static string Write(StoredLead last) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.Origin.BulkId}.{last.Id}")));

    public static bool TryRead(string text, out LeadCursor cursor)
    {
        cursor = default;
        if (text.Length > 60 || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (
            parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bulkId)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var leadId)
        )
        {
            return false;
        }

        cursor = new LeadCursor(bulkId, leadId);
        return true;
    }
}
