using System.Globalization;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Console.LeadList;

/// <summary>The address of the list of leads: what was typed, what it means, and what is wrong with it.</summary>
internal sealed class LeadListQuery
{
    private const int MaxText = 200;
    private static readonly long MaxSince = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly HashSet<string> Names = new(
        [
            LeadListParameters.Text,
            LeadListParameters.State,
            LeadListParameters.Field,
            LeadListParameters.Code,
            LeadListParameters.Value,
            LeadListParameters.Brand,
            LeadListParameters.Source,
            LeadListParameters.Sender,
            LeadListParameters.From,
            LeadListParameters.To,
            LeadListParameters.Bulk,
            LeadListParameters.Order,
            LeadListParameters.Cursor,
            LeadListParameters.Before,
            LeadListParameters.Since,
            RequestLanguage.Parameter,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The filters of a saved view. What was searched for may be a person's number, and the page is where one was.</summary>
    private static readonly string[] Saved =
    [
        LeadListParameters.Field,
        LeadListParameters.Code,
        LeadListParameters.Brand,
        LeadListParameters.Source,
        LeadListParameters.Sender,
        LeadListParameters.From,
        LeadListParameters.To,
        LeadListParameters.Bulk,
        LeadListParameters.Order,
    ];

    private readonly IQueryCollection _query;
    private readonly List<(string Name, BilingualText Message)> _errors = [];

    public LeadListQuery(IQueryCollection query, ListCatalog catalog)
    {
        _query = query;
        foreach (var name in query.Keys.Where(name => !Names.Contains(name)))
            Refuse(
                "",
                new(
                    $"This page has no filter {Quote.Value(false, Cut(name))}.",
                    $"لا يوجد في هذه الصفحة مرشِّح باسم {Quote.Value(true, Cut(name))}."
                )
            );
        StateName = ReadState();
        Search = new StaffLeadSearch
        {
            Filter = new LeadFilter
            {
                Text = ReadText(LeadListParameters.Text),
                State = StateName switch
                {
                    LeadListParameters.Waiting => LeadState.Waiting,
                    LeadListParameters.Valid => LeadState.Valid,
                    LeadListParameters.Erased => LeadState.Erased,
                    _ => null,
                },
                ErrorField = ReadField(),
                ErrorCode = ReadCode(),
                ErrorValue = ReadText(LeadListParameters.Value),
                Brand = ReadItem(LeadListParameters.Brand, catalog[ReferenceLists.OuType]),
                Source = ReadItem(LeadListParameters.Source, catalog[ReferenceLists.LeadSource]),
                Sender = ReadText(LeadListParameters.Sender),
                From = ReadDate(LeadListParameters.From),
                To = ReadDate(LeadListParameters.To),
                BulkId = ReadNumber(LeadListParameters.Bulk, LeadListTexts.BulkError),
            },
            IsCorrected = StateName == LeadListParameters.Corrected,
            Order = ReadOrder(),
            After = ReadNumber(LeadListParameters.Cursor, LeadListTexts.CursorError),
            Before = ReadNumber(LeadListParameters.Before, LeadListTexts.CursorError),
        };
        if (ReadNumber(LeadListParameters.Since, LeadListTexts.CursorError) is { } since)
            Since = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(since, MaxSince)).UtcDateTime;
        if (Search.Filter is { ErrorValue: not null, ErrorField: null } && FindError(LeadListParameters.Field) is null)
            Refuse(LeadListParameters.Field, LeadListTexts.ValueNeedsField);
        if (Search.Filter is { From: { } from, To: { } to } && from > to)
            Refuse(LeadListParameters.To, LeadListTexts.FromAfterTo);
    }

    /// <summary>The list that the page of a lead was opened from; null if what says so cannot be read, or there is none.</summary>
    /// <param name="query">The query of its address, as the address of the lead has it.</param>
    public static LeadListQuery? TryRead(string? query, ListCatalog catalog) =>
        query is not null && new LeadListQuery(new QueryCollection(QueryHelpers.ParseQuery(query)), catalog) is { Errors.Count: 0 } read
            ? read
            : null;

    public static bool IsParameter(string name) => Names.Contains(name);

    public StaffLeadSearch Search { get; }

    /// <summary>
    /// The leads to go through one after the other. Whoever has chosen no state corrects what waits, also if the list shows more.
    /// </summary>
    public StaffLeadSearch SearchToCorrect =>
        Typed(LeadListParameters.State).Trim().Length > 0
            ? Search
            : Search with
            {
                Filter = Search.Filter with { State = LeadState.Waiting },
            };

    /// <summary>See <see cref="LeadListView.Since"/>; null on the first page.</summary>
    public DateTime? Since { get; }

    /// <summary>The state that is shown, also if the address does not name one.</summary>
    public string StateName { get; }

    /// <summary>The name of the field and what is wrong with it.</summary>
    public IReadOnlyList<(string Name, BilingualText Message)> Errors => _errors;

    /// <summary>Whether any condition beside the state is set.</summary>
    public bool IsFiltered => Search.Filter with { State = null } != new LeadFilter();

    /// <summary>A parameter as it was typed, shortened if it is very long.</summary>
    public string Typed(string name) => Cut(_query[name].ToString());

    public BilingualText? FindError(string name) => _errors.Find(error => error.Name == name).Message;

    /// <summary>The query of the address that shows these filters again.</summary>
    public string ToViewQuery() =>
        PageContext
            .Link(
                "",
                [
                    (LeadListParameters.State, StateName),
                    .. Saved.Select(name => (name, (string?)Typed(name).Trim())),
                    (LeadListParameters.Value, HasValueOfList ? Search.Filter.ErrorValue : null),
                ]
            )
            .TrimStart('?');

    /// <summary>What was sent in place of an item of a list describes nobody, unlike a wrong number or name.</summary>
    private bool HasValueOfList =>
        Search.Filter.ErrorField is { } name
        && (name.StartsWith(OpenError.OfVehicle, StringComparison.Ordinal) ? VehicleFields.All : LeadFields.All).Any(known =>
            known.List is not null && known.Name == name[(name.LastIndexOf('.') + 1)..]
        );

    /// <summary>Somebody who types into the search box without a state looks for a lead wherever it is.</summary>
    private string ReadState()
    {
        var text = Typed(LeadListParameters.State).Trim();
        if (text.Length == 0)
            return Typed(LeadListParameters.Text).Trim().Length == 0 ? LeadListParameters.Waiting : LeadListParameters.AllStates;
        if (LeadListParameters.States.FirstOrDefault(state => state.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        Refuse(LeadListParameters.State, LeadListTexts.StateError);
        return LeadListParameters.AllStates;
    }

    private LeadOrder ReadOrder()
    {
        switch (Typed(LeadListParameters.Order).Trim().ToLowerInvariant())
        {
            case LeadListParameters.Newest:
                return LeadOrder.NewestFirst;
            case LeadListParameters.Oldest:
                return LeadOrder.OldestFirst;
            case "":
                // Whoever has waited longest is next.
                return StateName == LeadListParameters.Waiting ? LeadOrder.OldestFirst : LeadOrder.NewestFirst;
            default:
                Refuse(LeadListParameters.Order, LeadListTexts.OrderError);
                return LeadOrder.NewestFirst;
        }
    }

    private string? ReadText(string name)
    {
        var text = _query[name].ToString().Trim();
        if (text.Length > MaxText)
            Refuse(name, LeadListTexts.TooLong);
        return text.Length is 0 or > MaxText ? null : text;
    }

    private string? ReadField()
    {
        if (ReadText(LeadListParameters.Field) is not { } text)
            return null;
        var field = OpenError.NormalizeField(text);
        if (OpenError.Fields.Contains(field))
            return field;
        Refuse(LeadListParameters.Field, LeadListTexts.FieldError);
        return null;
    }

    private string? ReadCode()
    {
        if (ReadText(LeadListParameters.Code)?.ToLowerInvariant() is not { } text)
            return null;
        if (IssueCode.All.Any(code => !code.IsWarning && code.Word == text))
            return text;
        Refuse(LeadListParameters.Code, LeadListTexts.CodeError);
        return null;
    }

    private int? ReadItem(string name, ReferenceList list)
    {
        if (ReadText(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && list.Find(value) is not null)
            return value;
        Refuse(name, LeadListTexts.ItemError);
        return null;
    }

    private DateOnly? ReadDate(string name)
    {
        if (ReadText(name) is not { } text)
            return null;
        var ascii = string.Concat(text.Select(c => Digits.GetValue(c) is >= 0 and var digit ? (char)('0' + digit) : c));
        if (
            DateOnly.TryParseExact(ascii, WireTime.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2100
        )
            return date;
        Refuse(name, LeadListTexts.DateError);
        return null;
    }

    private long? ReadNumber(string name, BilingualText error)
    {
        if (ReadText(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        Refuse(name, error);
        return null;
    }

    private void Refuse(string name, BilingualText message) => _errors.Add((name, message));

    private static string Cut(string text) =>
        text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
}
