using System.Reflection;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Texts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Leadgate.Server.Http;

/// <summary>
/// The query parameters that a route knows (promise 2.8), taken from the same metadata as the OpenAPI document. Each may be given once;
/// case doesn't matter, and a blank value is none.
/// </summary>
internal sealed class KnownQueryParameters
{
    private const int MaxShownLength = 50;

    private readonly HashSet<string> _set;
    private readonly string[] _prefixes;

    private KnownQueryParameters(IEnumerable<string> names, IEnumerable<string> prefixes)
    {
        _prefixes = [.. prefixes];
        Names = [.. names.Distinct()];
        _set = new HashSet<string>(Names, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The parameters of a handler, and those that it reads by itself.</summary>
    public static KnownQueryParameters From(IList<object> metadata) =>
        new(
            metadata
                .OfType<MethodInfo>()
                .SelectMany(handler => handler.GetParameters())
                .Where(parameter => parameter.GetCustomAttributes().OfType<IFromQueryMetadata>().Any())
                .Select(parameter => parameter.Name!)
                .Concat(metadata.OfType<IQueryParameterMetadata>().SelectMany(added => added.ParameterNames)),
            metadata.OfType<ParameterPrefixMetadata>().Select(added => added.Prefix)
        );

    /// <returns>Why the query is rejected, or null.</returns>
    public Problem? Check(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (Array.Exists(_prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                // The handler says what is wrong with it.
                if (values.Count <= 1 || values.Count(value => !string.IsNullOrWhiteSpace(value)) <= 1)
                    continue;
                return RefuseRepeated(PlainText.Show(name, MaxShownLength));
            }

            if (!_set.Contains(name))
                return UnknownName.Parameter(name, Names);
            if (values.Count > 1 && values.Count(value => !string.IsNullOrWhiteSpace(value)) > 1)
            {
                var known = Names.First(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
                return RefuseRepeated(known);
            }
        }

        return null;
    }

    private static Problem RefuseRepeated(string name) =>
        new(ProblemType.InvalidParameter, $"{name} appears more than once. Send it once.", $"ورد {name} أكثر من مرة. أرسله مرة واحدة.");
}
