using System.Collections;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Hosting;

/// <summary>The environment variables of a process that begin as settings do.</summary>
internal static partial class ServiceVariables
{
    /// <summary>The API key that commands send to a service: no setting of the service, but known.</summary>
    public const string Key = Prefix + "KEY";

    public const string KeyFile = Key + "_FILE";

    private const string Prefix = "LEADGATE_";
    private const int MaxShownName = 60;

    /// <summary>More would hide the rest of the log.</summary>
    private const int MaxShown = 20;

    /// <summary>Windows does not distinguish the case of variables.</summary>
    private static readonly StringComparer Comparer = OperatingSystem.IsWindows()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private static readonly FrozenSet<string> Known = Setting
        .All.SelectMany(setting => setting.Variables)
        .Concat([Key, KeyFile])
        .ToFrozenSet(Comparer);

    /// <summary>
    /// Those that are not settings, perhaps because of a typing error, each with the setting that was probably meant, or null. In a file
    /// they are errors. In the environment they may belong to something else, so that a start only warns of them.
    /// </summary>
    public static IReadOnlyList<(string Name, string? Meant)> FindUnknown(IDictionary variables) =>
        [
            .. variables
                .Keys.Cast<string>()
                .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && variables[name] is string { Length: > 0 })
                .Where(name => !Known.Contains(name) && !OfKubernetes().IsMatch(name))
                .Order(StringComparer.Ordinal)
                .Take(MaxShown)
                .Select(name => (PlainText.Show(name, MaxShownName), NearestName.Find(name, Known))),
        ];

    /// <summary>What Kubernetes sets in each container for each Service whose name begins with <c>leadgate</c>.</summary>
    [GeneratedRegex(@"_SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?$|_PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?$")]
    private static partial Regex OfKubernetes();
}
