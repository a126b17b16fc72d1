using System.Text.Json;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Corrections;

namespace Leadgate.Server.Leads;

/// <summary>
/// Corrections of every lead that waits with one wrong value (promise 11.5), for the API and for staff. A correction is stored here and
/// made by <see cref="BulkCorrectionWorker"/> on any node.
/// </summary>
internal sealed class BulkCorrections(
    ILeadStore store,
    ListCatalogCache lists,
    ListAdministration administration,
    BulkCorrectionWorker worker,
    LeadgateSettings settings,
    TimeProvider time
)
{
    private const int MaxValueLength = 1000;

    private static readonly BilingualText NoReplacement = new(
        "Send replacement: a string, a number, or a boolean; null removes the value.",
        "أرسل replacement: نصًا أو رقمًا أو قيمة منطقية، والقيمة null تحذف القيمة."
    );

    private static readonly BilingualText NothingChanges = new(
        "The replacement is the wrong value itself. Send another one.",
        "القيمة البديلة هي القيمة الخطأ نفسها. أرسل قيمة أخرى."
    );

    /// <summary>Starts a correction, or counts what it would do.</summary>
    public async Task<BulkCorrectionOutcome> SubmitAsync(
        BulkCorrectionCommand command,
        CorrectionCaller caller,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!caller.MayCorrect)
            return new BulkCorrectionOutcome.Forbidden(Scopes.LeadsCorrect);
        if (command.RemembersAlias && !actor.Scopes.Allow(Scopes.ListsWrite))
            return new BulkCorrectionOutcome.Forbidden(Scopes.ListsWrite);
        if (Read(command, out var replacement) is { } invalid)
            return new BulkCorrectionOutcome.Invalid(invalid);
        var catalog = lists.Catalog;
        if (replacement!.ChangesNothing)
            return new BulkCorrectionOutcome.InvalidReplacement(NothingChanges, []);
        if (replacement.Validate(new LeadValidator(catalog, settings.Rules, time.GetUtcNow())) is [var error, ..])
        {
            return new BulkCorrectionOutcome.InvalidReplacement(
                new(IssueMessages.Format(error, arabic: false), IssueMessages.Format(error, arabic: true)),
                IssueMessages.GetSuggestions(error)
            );
        }

        ListItem? item = null;
        if (command.RemembersAlias && FindItem(replacement.Field, command, catalog, out item) is { } refusal)
            return new BulkCorrectionOutcome.InvalidAlias(refusal);
        if (command.IsDryRun)
            return new BulkCorrectionOutcome.Counted(await worker.CountAsync(replacement, command.Value, caller, cancellation));

        // Before the leads, so that none that arrives meanwhile has the error again.
        if (item is not null)
        {
            var added = await administration.AddAliasAsync(replacement.Field.List!, item.Value, command.Value, actor, cancellation);
            if (added is not EditListOutcome.Valid)
                return new BulkCorrectionOutcome.InvalidAlias(Describe(added));
            await lists.RefreshAsync(cancellation);
        }

        return new BulkCorrectionOutcome.Running(await StartAsync(replacement, command, caller, cancellation));
    }

    /// <summary>A correction that the caller may see, or null.</summary>
    public async Task<BulkCorrection?> FindAsync(long id, LeadAccess access, CancellationToken cancellation) =>
        await store.Corrections.FindAsync(id, cancellation) is { } found && (access.SeesAll || found.Sender == access.CreatedBy)
            ? found
            : null;

    private async Task<BulkCorrection> StartAsync(
        ValueReplacement replacement,
        BulkCorrectionCommand command,
        CorrectionCaller caller,
        CancellationToken cancellation
    )
    {
        var started = await store.Corrections.AddAsync(
            new NewBulkCorrection(
                replacement.Path,
                OpenError.FoldValue(command.Value),
                System.Text.Encoding.UTF8.GetString(command.Replacement.Span),
                caller.Access.CreatedBy,
                caller.Name,
                caller.Access.Actor,
                caller.Access.Address,
                await store.OpenErrors.CountLeadsAsync(replacement.Path, command.Value, caller.Access.CreatedBy, cancellation)
            ),
            id =>
                caller.Access.CreateEvent(
                    AuditActions.LeadsCorrect,
                    BulkCorrectionWorker.GetRecordName(id),
                    $"field {replacement.Path}; {(command.RemembersAlias ? "with alias" : "without alias")}; {caller.Through}"
                ),
            cancellation
        );
        worker.Wake();
        return started;
    }

    private static BilingualText? Read(BulkCorrectionCommand command, out ValueReplacement? replacement)
    {
        replacement = null;
        if (command.Value.Trim().Length is 0 or > MaxValueLength)
        {
            return new(
                $"Send value: the wrong value as it was sent, 1 to {MaxValueLength} characters.",
                $"أرسل value: القيمة الخطأ كما أُرسلت، من 1 إلى {CountedNoun.Character.In(true, MaxValueLength)}."
            );
        }

        if (command.Replacement.IsEmpty || command.Replacement.Span[0] is (byte)'{' or (byte)'[')
            return NoReplacement;
        replacement = ValueReplacement.Create(command.Field, command.Value, command.Replacement);
        if (replacement is not null)
            return null;
        var nearest = LeadFields.Table.FindNearestName(command.Field);
        return new(
            "Send field: the name of a field, such as customerCity or vehicles[].modelFamily."
                + (nearest is null ? "" : $" The most similar name is {nearest}."),
            $"أرسل field: اسم حقل، مثل {BidiText.Ltr("customerCity")} أو {BidiText.Ltr("vehicles[].modelFamily")}."
                + (nearest is null ? "" : $" وأقرب اسم هو {BidiText.Ltr(nearest)}.")
        );
    }

    /// <summary>The item that gets the alias.</summary>
    /// <returns>Why none can get it, or null.</returns>
    private static BilingualText? FindItem(LeadField field, BulkCorrectionCommand command, ListCatalog catalog, out ListItem? item)
    {
        item = null;
        if (field.List is not { } definition)
        {
            return new(
                $"{field.Title} has no list, so there is nothing to remember an alias for. Send rememberAsAlias as false.",
                $"ليس للحقل «{field.TitleAr}» قائمة تُحفظ فيها الأسماء البديلة. أرسل القيمة false في rememberAsAlias."
            );
        }

        var list = catalog[definition];
        item = Match(list, command.Replacement);
        if (item is null)
        {
            return new(
                "The replacement names no single item of the list, because several items have this name. Add the alias to the one "
                    + "that is meant, in the list.",
                "القيمة البديلة لا تعيّن عنصرًا واحدًا في القائمة، لأن عدة عناصر لها هذا الاسم. "
                    + "أضف الاسم البديل إلى العنصر المقصود في القائمة."
            );
        }

        var (chosen, folded) = (item.Value, TextFolding.Fold(command.Value.Trim()));
        var other = list.Active.FirstOrDefault(one =>
            one.Value != chosen && one.GetMatchTexts().Any(text => TextFolding.Fold(text) == folded)
        );
        if (other is not null)
        {
            return new(
                $"{Quote.Value(false, command.Value.Trim())} is a name of {Quote.Label(false, other.Label)} already, so it cannot become "
                    + $"an alias of {Quote.Label(false, item.Label)}. Send rememberAsAlias as false.",
                $"{Quote.Value(true, command.Value.Trim())} اسم للعنصر {Quote.Label(true, other.LabelAr)}، ولا يمكن أن يكون اسمًا بديلًا "
                    + $"للعنصر {Quote.Label(true, item.LabelAr)}. أرسل القيمة false في rememberAsAlias."
            );
        }

        return command.Value.Trim().Length <= ListItem.MaxTextLength
            ? null
            : new(
                $"An alias has at most {ListItem.MaxTextLength} characters.",
                $"لا يزيد الاسم البديل على {CountedNoun.Character.In(true, ListItem.MaxTextLength)}."
            );
    }

    private static ListItem? Match(ReferenceList list, ReadOnlyMemory<byte> replacement)
    {
        var json = JsonDocument.Parse(replacement).RootElement;
        return json.ValueKind switch
        {
            JsonValueKind.Number when json.TryGetInt64(out var value) => list.Match(value, null).Item,
            JsonValueKind.String => list.Match(json.GetString(), null).Item,
            JsonValueKind.True => list.Match(1, null).Item,
            JsonValueKind.False => list.Match(0, null).Item,
            _ => null,
        };
    }

    private static BilingualText Describe(EditListOutcome refused) =>
        refused is EditListOutcome.Invalid { Findings: [var finding, ..] }
            ? new(finding.Message, finding.MessageAr)
            : new("The list has changed meanwhile. Send the request again.", "تغيّرت القائمة في هذه الأثناء. أعد إرسال الطلب.");
}
