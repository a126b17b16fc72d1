using System.Xml;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>What became of a bulk, in XML: its number, and each lead with its errors.</summary>
internal static class BulkAcknowledgement
{
    /// <param name="bulkId">The number of the bulk; null if it was only checked.</param>
    /// <param name="getId">The id of a lead by its index; null if it has none.</param>
    public static IEnumerable<Action<XmlWriter>> Write(long? bulkId, int total, int errors, ValidatedBulk? leads, Func<int, long?> getId)
    {
        yield return xml =>
        {
            xml.WriteStartElement("acknowledgement");
            if (bulkId is { } id)
                xml.WriteAttributeString("bulk", XmlResponses.Format(id));
            xml.WriteAttributeString("total", XmlResponses.Format(total));
            xml.WriteAttributeString("errors", XmlResponses.Format(errors));
        };
        foreach (var lead in leads?.Leads ?? [])
            yield return xml => WriteLead(xml, lead, getId(lead.Index));
        yield return xml => xml.WriteEndElement();
    }

    public static void WriteLead(XmlWriter xml, Lead lead, long? id)
    {
        xml.WriteStartElement("prospect");
        xml.WriteAttributeString("index", XmlResponses.Format(lead.Index));
        if (id is { } known)
            xml.WriteAttributeString("id", XmlResponses.Format(known));
        if (lead[LeadFields.LeadReference].Text is { } reference)
            xml.WriteAttributeString("reference", XmlResponses.Clean(reference));
        xml.WriteAttributeString("status", lead.HasErrors ? "errors" : "valid");
        foreach (var error in lead.Errors)
        {
            xml.WriteStartElement("error");
            xml.WriteAttributeString("field", XmlResponses.Clean(error.Path));
            xml.WriteAttributeString("code", error.Code.Word);
            WriteMessage(xml, "en", IssueMessages.Format(error, arabic: false));
            WriteMessage(xml, "ar", IssueMessages.Format(error, arabic: true));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteMessage(XmlWriter xml, string language, string text)
    {
        xml.WriteStartElement("message");
        xml.WriteAttributeString("xml", "lang", null, language);
        xml.WriteString(XmlResponses.Clean(text));
        xml.WriteEndElement();
    }
}
