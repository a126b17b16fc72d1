namespace Leadgate.Domain.Texts;

/// <summary>A text in both languages.</summary>
internal sealed record BilingualText(string English, string Arabic)
{
    public string In(bool arabic) => arabic ? Arabic : English;
}
