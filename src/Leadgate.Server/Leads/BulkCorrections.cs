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
    ValueAliases aliases,
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
        if (command.RemembersAlias && aliases.Find(replacement.Field, command.Value, command.Replacement, out item) is { } refusal)
            return new BulkCorrectionOutcome.InvalidAlias(refusal);
        if (command.IsDryRun)
            return new BulkCorrectionOutcome.Counted(await worker.CountAsync(replacement, command.Value, caller, cancellation));

        // Before the leads, so that none that arrives meanwhile has the error again.
        if (item is not null && await aliases.AddAsync(replacement.Field, item, command.Value, actor, cancellation) is { } notAdded)
            return new BulkCorrectionOutcome.InvalidAlias(notAdded);
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
}
