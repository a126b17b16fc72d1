using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>A part of the documentation, with the pages for one kind of reader.</summary>
/// <param name="SearchWeight">How much a page of it counts in a search, compared with pages for senders and operators.</param>
internal sealed record DocSection(BilingualText Title, double SearchWeight = 1)
{
    public static readonly DocSection Guide = new(new BilingualText("Guide", "الدليل"));
    public static readonly DocSection Reference = new(new BilingualText("Reference", "المرجع"), SearchWeight: 1.2);
    public static readonly DocSection Operations = new(new BilingualText("Operations", "التشغيل"));
    public static readonly DocSection Security = new(new BilingualText("Security and privacy", "الأمان والخصوصية"));
    public static readonly DocSection Project = new(new BilingualText("Project", "المشروع"), SearchWeight: 0.4);

    /// <summary>In the order of the navigation.</summary>
    public static IReadOnlyList<DocSection> All { get; } = [Guide, Reference, Operations, Security, Project];
}
