namespace Leadgate.Server.Staff;

/// <summary>A text of the staff pages in both languages.</summary>
internal sealed record StaffText(string English, string Arabic)
{
    public string In(bool arabic) => arabic ? Arabic : English;
}
