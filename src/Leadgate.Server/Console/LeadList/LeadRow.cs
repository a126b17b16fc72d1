using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage;

namespace Leadgate.Server.Console.LeadList;

/// <summary>A lead in a list. A field with an error shows what was sent.</summary>
internal sealed class LeadRow(StoredLead stored, LeadRecord record, bool arabic)
{
    private static readonly LeadField[] PersonNames = [.. SearchableLead.NameFields.Take(3)];

    public long Id => stored.Id;

    public DateTime ArrivedAt => stored.Origin.CreatedAt;

    public string Sender => stored.Origin.CreatedBy;

    public LeadState State =>
        stored.IsErased ? LeadState.Erased
        : stored.Valid is null ? LeadState.Waiting
        : LeadState.Valid;

    public bool IsCorrected => State == LeadState.Valid && stored.Version > 1;

    /// <summary>What waits to be corrected; of an erased lead nothing.</summary>
    public IReadOnlyList<string> Problems { get; } =
        stored.IsErased ? [] : [.. record.Errors.Select(error => IssueMessages.Format(error, arabic))];

    /// <summary>The name of the person, or else of the company or the contact.</summary>
    public (string Text, bool IsWrong) Name
    {
        get
        {
            var names = PersonNames.Select(Read).Where(name => name.Text.Length > 0).ToList();
            return names.Count > 0
                ? (string.Join(' ', names.Select(name => name.Text)), names.Exists(name => name.IsWrong))
                : SearchableLead
                    .NameFields.Skip(PersonNames.Length)
                    .Select(Read)
                    .FirstOrDefault(name => name.Text.Length > 0, (Text: "", IsWrong: false));
        }
    }

    public (string Text, bool IsWrong) Phone
    {
        get
        {
            var (code, number) = (Read(LeadFields.PhoneCode), Read(LeadFields.PhoneNumber));
            return number.Text.Length == 0 || number.IsWrong
                ? number
                : (ConsoleFormat.Phone(code.Text.Length == 0 ? null : code.Text, number.Text), code.IsWrong);
        }
    }

    public (string Text, bool IsWrong) Read(LeadField field)
    {
        var error = stored.IsErased ? null : record.Errors.FirstOrDefault(issue => issue.Field == field && issue.VehicleIndex is null);
        var value = record.Lead[field];
        var text = value.Item?.GetLabel(arabic) ?? value.Text;
        return (
            text ?? (error is null || error.Value.IsEmpty ? "" : IssueMessages.Shorten(IssueMessages.GetText(error.Value))),
            error is not null
        );
    }
}
