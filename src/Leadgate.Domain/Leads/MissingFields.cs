using System.Collections.Frozen;
using Leadgate.Contract.Issues;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The errors of mandatory fields of the lead that are missing. Each is the same in every lead, and a lead of two bytes has fifteen: they
/// take no memory of their own and are formatted once.
/// </summary>
internal static class MissingFields
{
    private static readonly FrozenDictionary<string, Entry> Entries = LeadFields
        .All.Where(field => field.Mandatory != Mandatory.No)
        .SelectMany(field => field.Names, (field, name) => new Entry(field, name))
        .ToFrozenDictionary(entry => entry.Issue.Name);

    /// <summary>The error of a field that is missing under a name; null if no such field is mandatory.</summary>
    public static Issue? Find(string name) => Entries.GetValueOrDefault(name)?.Issue;

    /// <summary>An error of <see cref="Find"/> as JSON; empty if it is another one.</summary>
    public static ReadOnlySpan<byte> GetJson(Issue issue) =>
        issue.Code == IssueCode.Required && Entries.TryGetValue(issue.Name, out var entry) && ReferenceEquals(entry.Issue, issue)
            ? entry.Json
            : default;

    private sealed class Entry(LeadField field, string name)
    {
        private readonly Lazy<byte[]> _json = new(() => IssueJsonWriter.Format(Create(field, name)));

        public Issue Issue { get; } = Create(field, name);

        public ReadOnlySpan<byte> Json => _json.Value;

        private static Issue Create(LeadField field, string name) =>
            new()
            {
                Code = IssueCode.Required,
                Field = field,
                Name = name,
            };
    }
}
