using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>The lists of leads that members of staff save under a name, each for themselves.</summary>
internal sealed class SavedViews(ILeadStore store, TimeProvider time)
{
    private static readonly BilingualText NameMissing = new("Enter a name for this view.", "أدخل اسمًا للعرض.");
    private static readonly BilingualText NameTooLong = new(
        $"The name is too long. Use at most {StaffView.MaxNameLength} characters.",
        $"الاسم طويل جدًا. استخدم {StaffView.MaxNameLength} حرفًا على الأكثر."
    );
    private static readonly BilingualText TooMany = new(
        $"You have {StaffView.MaxPerPerson} views, which is the most. Delete one first.",
        $"لديك {StaffView.MaxPerPerson} عرضًا، وهو الحد الأقصى. احذف عرضًا أولًا."
    );

    public Task<IReadOnlyList<StaffView>> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        return store.Staff.ReadViewsAsync(actor.Name, cancellation);
    }

    /// <summary>Saves filters under a name, in place of those that it had.</summary>
    /// <returns>Why they were not saved; null if they were.</returns>
    public async Task<BilingualText?> SaveAsync(Actor actor, string name, string query, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        name = name.Trim();
        if (name.Length == 0)
            return NameMissing;
        if (name.Length > StaffView.MaxNameLength)
            return NameTooLong;
        var view = new StaffView(name, query);
        var audit = actor.Audit(AuditActions.StaffViewSave);
        return await store.Staff.SaveViewAsync(actor.Name, view, time.GetUtcNow().UtcDateTime, audit, cancellation) ? null : TooMany;
    }

    public Task DeleteAsync(Actor actor, string name, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        return store.Staff.DeleteViewAsync(actor.Name, name, actor.Audit(AuditActions.StaffViewDelete), cancellation);
    }
}
