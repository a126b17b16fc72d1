namespace Leadgate.Server.Staff;

/// <summary>A text of the staff pages in both languages.</summary>
/// <param name="English">In English.</param>
/// <param name="Arabic">In Arabic.</param>
internal sealed record StaffText(string English, string Arabic)
{
    /// <summary>The text in a language.</summary>
    public string In(bool arabic) => arabic ? Arabic : English;
}
